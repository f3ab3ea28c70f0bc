using System.Globalization;

namespace TutorPipeline.Rehearsal.KubernetesApi.Controllers;

/// <summary>
/// The controllers' time: each of their waits is a real cluster's times a factor. Objects say times in whole seconds, which is too coarse
/// for short waits, so the exact moments are remembered beside them.
/// </summary>
internal sealed class Pace(double factor)
{
    private readonly Dictionary<(string Uid, string What), (string Text, DateTime At)> moments = [];

    private DateTime? next;

    public static DateTime Now => DateTime.UtcNow;

    /// <summary>Whether that many of the cluster's seconds have gone by since; if not, the controllers are called again then.</summary>
    public bool IsOver(DateTime since, double seconds)
    {
        var due = since + TimeSpan.FromSeconds(seconds * factor);
        if (due <= Now)
        {
            return true;
        }

        next = next is null || due < next ? due : next;
        return false;
    }

    /// <summary>When a controller asked for the object for the first time.</summary>
    public DateTime FirstSeen(string uid)
    {
        if (!moments.ContainsKey((uid, "")))
        {
            moments[(uid, "")] = ("", Now);
        }

        return moments[(uid, "")].At;
    }

    /// <summary>Remembers when exactly an object's time was written.</summary>
    public void Note(string uid, string what, string text) => moments[(uid, what)] = (text, Now);

    /// <summary>The exact moment of an object's time, or the time itself where another server had written it.</summary>
    public DateTime Moment(string uid, string what, string text) =>
        moments.TryGetValue((uid, what), out var known) && known.Text == text ? known.At
            : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    /// <summary>How long nothing is due, at most a minute; asking forgets it.</summary>
    public TimeSpan TakeWait()
    {
        var wait = next is null ? TimeSpan.FromMinutes(1) : next.Value - Now;
        next = null;
        return wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
    }
}
