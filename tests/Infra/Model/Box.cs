using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Tests.Model;

/// <summary>A resource with one property of every shape, written as the generator writes them.</summary>
public sealed class Box(string logicalName) : Resource("test_box", logicalName), ITaggedResource
{
    public Value<string> Name { get => ReadText("name"); init => Assign("name", value); }

    public Value<double> Size { get => ReadNumber("size"); init => Assign("size", value); }

    public Value<bool> Open { get => ReadFlag("open"); init => Assign("open", value); }

    public ListValue<string> Labels { get => ReadList<string>("labels"); init => Assign("labels", value); }

    public ListReference<string> Serials => ReadSet<string>("serials");

    public MapValue<string> Tags { get => ReadMap<string>("tags"); init => Assign("tags", value); }

    [SuppressMessage("Design", "CA1044", Justification = "a write-only argument cannot be read")]
    public SecretInput? PasswordWo { init => Assign("password_wo", value); }

    public BoxLid? Lid { get => new(PathTo("lid").Item(0)); init => Assign("lid", value); }

    public BlockList<BoxLid> Flap { get => BlockList.Of(PathTo("flap"), static path => new BoxLid(path)); init => Assign("flap", value); }

    public Reference<string> Id => ReadText("id");

    void ITaggedResource.AddDefaultTag(string key, string value) => AssignDefault("tags", key, value);
}

/// <summary>A block of the box.</summary>
public sealed class BoxLid : Block
{
    public BoxLid()
    {
    }

    internal BoxLid(AttributePath path)
        : base(path)
    {
    }

    public Value<string> Colour { get => ReadText("colour"); init => Assign("colour", value); }
}

/// <summary>A box to look up.</summary>
public sealed class BoxData(string logicalName) : DataSource("test_box", logicalName)
{
    public Reference<string> Id => ReadText("id");
}
