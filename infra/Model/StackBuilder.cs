using System.Text.Json;
using System.Text.Json.Nodes;

namespace TutorPipeline.Infra.Model;

/// <summary>Collects what belongs to one stack while its author describes it.</summary>
/// <param name="name">The stack's name in lower case, such as <c>network</c>.</param>
/// <param name="scope">Where it lives.</param>
public sealed class StackBuilder(string name, StackScope scope)
{
    private readonly List<ProviderAlias> providers = [];
    private readonly List<DataSource> dataSources = [];
    private readonly List<Resource> resources = [];
    private readonly List<StackInput> inputs = [];
    private readonly List<StackOutput> outputs = [];
    private readonly SortedSet<string> placeholdersFrom = new(StringComparer.Ordinal);

    /// <summary>The tag that says which resource of which stack something is: <c>network/aws_vpc.main</c>.</summary>
    public const string AddressTag = "tutorpipeline/address";

    /// <summary>
    /// Adds a resource. One that carries tags gets its address as one and, unless it has a name tag, the namespace and its logical name.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>The same resource, to refer to.</returns>
    public T Add<T>(T resource)
        where T : Resource
    {
        if (resource is ITaggedResource tagged)
        {
            tagged.AddDefaultTag(AddressTag, $"{name}/{resource.ElementAddress}");
            tagged.AddDefaultTag("Name", NameOf(resource));
        }

        resources.Add(resource);
        return resource;
    }

    /// <summary>Adds one resource for each item.</summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <typeparam name="T">The type of the resources.</typeparam>
    /// <param name="items">The items, known now.</param>
    /// <param name="make">Makes the resource of an item.</param>
    /// <returns>The resources, in the order of the items.</returns>
    public IReadOnlyList<T> AddEach<TItem, T>(IEnumerable<TItem> items, Func<TItem, T> make)
        where T : Resource => [.. items.Select(item => Add(make(item)))];

    /// <summary>Adds something to look up.</summary>
    /// <typeparam name="T">The type of the data source.</typeparam>
    /// <param name="source">The data source.</param>
    /// <returns>The same data source, to refer to.</returns>
    public T Look<T>(T source)
        where T : DataSource
    {
        dataSources.Add(source);
        return source;
    }

    /// <summary>Adds a provider configuration for another region.</summary>
    /// <param name="alias">Its name, such as <c>virginia</c>.</param>
    /// <param name="region">The region.</param>
    /// <returns>The configuration, to give to resources.</returns>
    public ProviderAlias In(string alias, string region)
    {
        var provider = new ProviderAlias(alias, region);
        providers.Add(provider);
        return provider;
    }

    /// <summary>Takes one text from another stack.</summary>
    /// <typeparam name="TOutputs">The other stack's outputs.</typeparam>
    /// <param name="inputName">The input's name here.</param>
    /// <param name="description">What it is, in a sentence.</param>
    /// <param name="upstream">What the other stack handed over.</param>
    /// <param name="pick">Which of its outputs.</param>
    /// <returns>A reference to the input.</returns>
    public Reference<string> Take<TOutputs>(
        string inputName, string description, Upstream<TOutputs> upstream, Func<TOutputs, string> pick) =>
        new(Register(
            new PlainInput(inputName, description, JsonValue.Create(pick(upstream.Outputs))) { KnownAfter = upstream.PlaceholdersFrom },
            upstream.PlaceholdersFrom));

    /// <summary>Takes a list of texts from another stack.</summary>
    /// <typeparam name="TOutputs">The other stack's outputs.</typeparam>
    /// <param name="inputName">The input's name here.</param>
    /// <param name="description">What it is, in a sentence.</param>
    /// <param name="upstream">What the other stack handed over.</param>
    /// <param name="pick">Which of its outputs.</param>
    /// <returns>A reference to the input.</returns>
    public ListReference<string> TakeList<TOutputs>(
        string inputName, string description, Upstream<TOutputs> upstream, Func<TOutputs, IReadOnlyList<string>> pick)
    {
        var value = new JsonArray([.. pick(upstream.Outputs).Select(item => (JsonNode)JsonValue.Create(item))]);
        var input = new PlainInput(inputName, description, value) { KnownAfter = upstream.PlaceholdersFrom };
        return new(Register(input, upstream.PlaceholdersFrom), isSet: false);
    }

    /// <summary>Takes a secret for write-only arguments; it is kept in no state and no plan.</summary>
    /// <param name="inputName">The input's name.</param>
    /// <param name="description">What it is, in a sentence.</param>
    /// <returns>The input, which only write-only arguments accept.</returns>
    public SecretInput TakeSecret(string inputName, string description)
    {
        var input = new SecretInput(inputName, description);
        Register(input, null);
        return input;
    }

    /// <summary>Takes a secret for an argument that has no write-only form; the engine's state will hold it.</summary>
    /// <param name="inputName">The input's name.</param>
    /// <param name="description">What it is, in a sentence.</param>
    /// <returns>A reference to the input.</returns>
    public Reference<string> TakeSensitive(string inputName, string description) =>
        new(Register(new SensitiveInput(inputName, description), null));

    /// <summary>Hands a text to other stacks.</summary>
    /// <param name="outputName">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The output, to read it after an apply.</returns>
    public StackOutput<string> Give(string outputName, Value<string> value) =>
        Register(new StackOutput<string>(outputName, value.Node, json => json.GetString()));

    /// <summary>Hands a list of texts to other stacks.</summary>
    /// <param name="outputName">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The output, to read it after an apply.</returns>
    public StackOutput<IReadOnlyList<string>> GiveList(string outputName, ListValue<string> value) =>
        Register(new StackOutput<IReadOnlyList<string>>(outputName, value.Node, ReadTexts));

    /// <summary>Ends the description.</summary>
    /// <typeparam name="TOutputs">The record of the stack's outputs.</typeparam>
    /// <param name="read">Makes the record from the outputs.</param>
    /// <returns>The stack.</returns>
    /// <exception cref="InvalidOperationException">
    /// Two elements share an address, or one refers to what is not part of the stack.
    /// </exception>
    public StackDefinition<TOutputs> Build<TOutputs>(Func<OutputReader, TOutputs> read)
    {
        var stack = new StackDefinition(name, scope, providers, dataSources, resources, inputs, outputs, [.. placeholdersFrom]);
        StackCheck.Verify(stack);
        return new StackDefinition<TOutputs>(stack, read);
    }

    private static List<string>? ReadTexts(JsonElement json)
    {
        var texts = json.EnumerateArray().Select(item => item.GetString()).OfType<string>().ToList();
        return texts.Count == json.GetArrayLength() ? texts : null;
    }

    private string NameOf(Resource resource) =>
        resource.LogicalName == "main" ? scope.Namespace : $"{scope.Namespace}-{resource.LogicalName.Replace('_', '-')}";

    private ElementStep Register(StackInput input, string? from)
    {
        inputs.Add(input);
        if (from is not null)
        {
            placeholdersFrom.Add(from);
        }

        return new ElementStep(input);
    }

    private StackOutput<T> Register<T>(StackOutput<T> output)
    {
        outputs.Add(output);
        return output;
    }
}
