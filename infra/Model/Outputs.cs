using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Model;

/// <summary>A value that a stack hands to others.</summary>
public abstract class StackOutput
{
    internal StackOutput(string name, Node node)
    {
        Name = name;
        Node = node;
    }

    /// <summary>Its name, in lower case with underscores.</summary>
    public string Name { get; }

    /// <summary>What it is made of.</summary>
    internal Node Node { get; }

    /// <summary>Whether something secret is in it.</summary>
    internal bool IsSensitive => Node.References().Any(reference => reference.Path.Owner is StackInput { IsSecret: true });
}

/// <summary>A value of one type that a stack hands to others.</summary>
/// <typeparam name="T">Its type when it is read: <see cref="string"/> or a list of them.</typeparam>
public sealed class StackOutput<T> : StackOutput
{
    private readonly Func<JsonElement, T?> read;

    internal StackOutput(string name, Node node, Func<JsonElement, T?> read)
        : base(name, node) => this.read = read;

    internal T Read(JsonElement value) => read(value) is { } result ? result : throw new JsonException("null");
}

/// <summary>Reads outputs of an applied stack.</summary>
public sealed class OutputReader
{
    private readonly string stack;
    private readonly IReadOnlyDictionary<string, JsonElement> values;

    internal OutputReader(string stack, IReadOnlyDictionary<string, JsonElement> values)
    {
        this.stack = stack;
        this.values = values;
    }

    /// <summary>The value of one output.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="output">The output, as the stack declared it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StackOutputException">The engine's answer does not hold it, or holds something else.</exception>
    public T Read<T>(StackOutput<T> output)
    {
        if (!values.TryGetValue(output.Name, out var value))
        {
            throw new StackOutputException(stack, output.Name, "is not among its outputs");
        }

        try
        {
            return output.Read(value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new StackOutputException(stack, output.Name, $"should be {Described<T>()} but is {value.GetRawText()}", exception);
        }
    }

    private static string Described<T>() => typeof(T) == typeof(string) ? "a text" : "a list of texts";
}

/// <summary>An applied stack does not have the output that another stack needs.</summary>
public sealed class StackOutputException : PipelineException
{
    /// <summary>Says which output of which stack, and what is wrong with it.</summary>
    /// <param name="stack">The stack, such as <c>network</c>.</param>
    /// <param name="output">The output, such as <c>vpc_id</c>.</param>
    /// <param name="fault">What is wrong, as the rest of a sentence.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public StackOutputException(string stack, string output, string fault, Exception? innerException = null)
        : base(
            $"The output '{output}' of stack {stack} {fault}. The stack was probably applied by another version of the pipeline: "
            + $"apply {stack} again, then continue.",
            innerException)
    {
    }
}
