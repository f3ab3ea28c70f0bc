using System.Runtime.CompilerServices;

namespace TutorPipeline.Infra.Model;

/// <summary>A list or a set of values; written as a collection expression: <c>[a.Id, b.Id]</c>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(ListValue), nameof(ListValue.Create))]
public class ListValue<T> : Value
    where T : notnull
{
    private readonly IReadOnlyList<Value<T>>? items;

    internal ListValue(IReadOnlyList<Value<T>> items)
        : base(new ListNode([.. items.Select(item => item.Node)])) => this.items = items;

    internal ListValue(AttributePath path)
        : base(new ReferenceNode(path))
    {
    }

    /// <summary>Goes through the items of a list that is known now.</summary>
    /// <returns>The items.</returns>
    /// <exception cref="InvalidOperationException">The list is a reference.</exception>
    public IEnumerator<Value<T>> GetEnumerator() =>
        items?.GetEnumerator()
        ?? throw new InvalidOperationException(
            $"{this} has no items yet: they are known only after apply. Hand the whole list on, or take one item by its index.");
}

/// <summary>Makes lists of values.</summary>
public static class ListValue
{
    /// <summary>Makes a list of its items; the compiler calls it for collection expressions.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, in order.</param>
    /// <returns>The list.</returns>
    public static ListValue<T> Create<T>(ReadOnlySpan<Value<T>> items)
        where T : notnull => new([.. items]);

    /// <summary>Makes a list of values that are known now.</summary>
    /// <param name="items">The items, in order.</param>
    /// <returns>The list.</returns>
    public static ListValue<string> Of(IEnumerable<string> items) => new([.. items.Select(Value<string>.FromLiteral)]);
}

/// <summary>A list that another element will have once it exists.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class ListReference<T> : ListValue<T>
    where T : notnull
{
    private readonly AttributePath path;
    private readonly bool isSet;

    internal ListReference(AttributePath path, bool isSet)
        : base(path)
    {
        this.path = path;
        this.isSet = isSet;
    }

    /// <summary>One item.</summary>
    /// <param name="index">Its place, counted from zero; in a set, its place in the set's own order.</param>
    public Reference<T> this[int index] => new(isSet ? path.SetItem(index) : path.Item(index));
}
