namespace TutorPipeline.Kernel.Planning;

/// <summary>A binary heap of positions: the smallest key first, of equal keys the smallest position. Not for several threads.</summary>
/// <param name="keys">The key of every position.</param>
internal sealed class PriorityHeap(double[] keys)
{
    private readonly int[] heap = new int[keys.Length];
    private int count;

    /// <summary>Adds a position; each at most once at a time.</summary>
    public void Push(int position)
    {
        var at = count++;
        while (at > 0 && IsBefore(position, heap[(at - 1) / 2]))
        {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        heap[at] = position;
    }

    /// <summary>Takes the first position out; false when there is none.</summary>
    public bool TryPop(out int position)
    {
        if (count == 0)
        {
            position = -1;
            return false;
        }

        position = heap[0];
        var last = heap[--count];
        var at = 0;
        for (var child = 1; child < count; child = (at * 2) + 1)
        {
            if (child + 1 < count && IsBefore(heap[child + 1], heap[child]))
                child++;
            if (!IsBefore(heap[child], last))
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = last;
        return true;
    }

    private bool IsBefore(int left, int right)
    {
        var comparison = keys[left].CompareTo(keys[right]);
        return comparison < 0 || (comparison == 0 && left < right);
    }
}
