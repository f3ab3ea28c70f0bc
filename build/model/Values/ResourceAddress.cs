using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace TutorPipeline.Model.Values;

/// <summary>A resource of a stack as plans show it: <c>mysql/aws_db_instance.main</c>.</summary>
[TypeConverter(typeof(ParsableConverter<ResourceAddress>))]
public sealed partial record ResourceAddress : TextValue, IParsable<ResourceAddress>
{
    private const string Allowed = "give stack and address as the plan shows them, such as mysql/aws_db_instance.main";

    private ResourceAddress(string text)
        : base(text)
    {
    }

    /// <summary>The stack, such as <c>mysql</c>.</summary>
    public string Stack => Text[..Text.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The address in the stack, such as <c>aws_db_instance.main</c>.</summary>
    public string Address => Text[(Text.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <inheritdoc/>
    public static ResourceAddress Parse(string s, IFormatProvider? provider) =>
        Check(s, Form().IsMatch(s), t => new ResourceAddress(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ResourceAddress result) =>
        Try(s, Parse, out result);

    [GeneratedRegex(@"\A[a-z]+/[a-z0-9_]+\.[a-z0-9_]+\z")]
    private static partial Regex Form();
}

/// <summary>A resource that exists in AWS and is to be taken over: <c>network/aws_vpc.main=vpc-0123</c>.</summary>
[TypeConverter(typeof(ParsableConverter<ResourceImport>))]
public sealed record ResourceImport : TextValue, IParsable<ResourceImport>
{
    private const string Allowed = "give stack, address and the id in AWS, such as network/aws_vpc.main=vpc-0123456789abcdef0";

    private ResourceImport(string text)
        : base(text)
    {
    }

    /// <summary>Where it belongs.</summary>
    public ResourceAddress Target => ResourceAddress.Parse(Text[..Text.IndexOf('=', StringComparison.Ordinal)], null);

    /// <summary>Its id, as <c>terraform import</c> takes it.</summary>
    public string Id => Text[(Text.IndexOf('=', StringComparison.Ordinal) + 1)..];

    /// <inheritdoc/>
    public static ResourceImport Parse(string s, IFormatProvider? provider) => Check(s, IsValid(s), t => new ResourceImport(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ResourceImport result) =>
        Try(s, Parse, out result);

    private static bool IsValid(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        && end + 1 < text.Length && ResourceAddress.TryParse(text[..end], null, out _);
}
