namespace TutorPipeline.Infra.Model;

/// <summary>Something that values can refer to: a resource, a data source or an input of the stack.</summary>
public interface IReferable
{
    /// <summary>How an engine's user names it, such as <c>aws_vpc.main</c>, <c>data.aws_ami.ubuntu</c> or <c>var.vpc_id</c>.</summary>
    string ElementAddress { get; }
}

/// <summary>The way from an element to one of its attributes.</summary>
public abstract record AttributePath
{
    /// <summary>The element that owns the attribute.</summary>
    internal abstract IReferable Owner { get; }

    /// <summary>The path as people read it.</summary>
    internal abstract string Display { get; }

    /// <summary>The attribute of that name below here.</summary>
    internal AttributePath Attribute(string name) => new AttributeStep(this, name);

    /// <summary>The value of a map's key, which is data and not the schema's word.</summary>
    internal AttributePath Key(string key) => new KeyStep(this, key);

    /// <summary>The item of a list at that place, counted from zero.</summary>
    internal AttributePath Item(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new ItemStep(this, index, IsSet: false);
    }

    /// <summary>The item of a set at that place in the set's own order; sets have no order of the author's.</summary>
    internal AttributePath SetItem(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new ItemStep(this, index, IsSet: true);
    }
}

/// <summary>The element itself.</summary>
internal sealed record ElementStep(IReferable Element) : AttributePath
{
    internal override IReferable Owner => Element;

    internal override string Display => Element.ElementAddress;
}

/// <summary>An attribute of what stands before.</summary>
internal sealed record AttributeStep(AttributePath Parent, string Name) : AttributePath
{
    internal override IReferable Owner => Parent.Owner;

    internal override string Display => $"{Parent.Display}.{Name}";
}

/// <summary>An item of what stands before.</summary>
internal sealed record ItemStep(AttributePath Parent, int Index, bool IsSet) : AttributePath
{
    internal override IReferable Owner => Parent.Owner;

    internal override string Display => $"{Parent.Display}[{Index}]";
}

/// <summary>A map's value of what stands before.</summary>
internal sealed record KeyStep(AttributePath Parent, string Name) : AttributePath
{
    internal override IReferable Owner => Parent.Owner;

    internal override string Display => $"{Parent.Display}[\"{Name}\"]";
}
