using System.Runtime.CompilerServices;

namespace TutorPipeline.Infra.Model;

/// <summary>Nested blocks of one kind; written as a collection expression, read by index.</summary>
/// <typeparam name="T">The kind of block.</typeparam>
[CollectionBuilder(typeof(BlockList), nameof(BlockList.Create))]
public sealed class BlockList<T>
    where T : Block
{
    private readonly Func<int, T>? read;

    internal BlockList(IReadOnlyList<T> blocks) => Blocks = blocks;

    internal BlockList(Func<int, T> read)
        : this([]) => this.read = read;

    /// <summary>The blocks as given.</summary>
    internal IReadOnlyList<T> Blocks { get; }

    /// <summary>One block.</summary>
    /// <param name="index">Its place, counted from zero; in a set, its place in the set's own order.</param>
    public T this[int index] => read is null ? Blocks[index] : read(index);

    /// <summary>Goes through the blocks as given.</summary>
    /// <returns>The blocks.</returns>
    public IEnumerator<T> GetEnumerator() => Blocks.GetEnumerator();
}

/// <summary>Makes lists of blocks.</summary>
public static class BlockList
{
    /// <summary>Makes a list of its blocks; the compiler calls it for collection expressions.</summary>
    /// <typeparam name="T">The kind of block.</typeparam>
    /// <param name="blocks">The blocks, in order.</param>
    /// <returns>The list.</returns>
    public static BlockList<T> Create<T>(ReadOnlySpan<T> blocks)
        where T : Block => new(blocks.ToArray());

    internal static BlockList<T> Of<T>(AttributePath path, Func<AttributePath, T> read)
        where T : Block => new(index => read(path.Item(index)));

    internal static BlockList<T> OfSet<T>(AttributePath path, Func<AttributePath, T> read)
        where T : Block => new(index => read(path.SetItem(index)));
}
