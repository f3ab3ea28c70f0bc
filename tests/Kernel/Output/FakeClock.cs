namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>A clock that stands still until a test moves it, and fires the timers that are due.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private readonly List<FakeTimer> timers = [];

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time)
    {
        var end = now + time;
        while (timers.Where(t => t.Next <= end).MinBy(t => t.Next) is { } due)
        {
            now = due.Next;
            due.Fire();
        }

        now = end;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state), now + dueTime, period);
        timers.Add(timer);
        return timer;
    }

    private sealed class FakeTimer(FakeClock clock, Action callback, DateTimeOffset next, TimeSpan period) : ITimer
    {
        public DateTimeOffset Next { get; private set; } = next;

        public void Fire()
        {
            Next += period;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("Nothing changes a timer yet.");

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
