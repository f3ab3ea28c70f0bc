using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TutorPipeline.Model.Values;

/// <summary>The address of a service: scheme, host and perhaps a port, without path, user or query.</summary>
[TypeConverter(typeof(ParsableConverter<EndpointUrl>))]
public sealed record EndpointUrl : TextValue, IParsable<EndpointUrl>
{
    private const string Allowed = "give scheme, host and port, such as http://127.0.0.1:5000";

    private EndpointUrl(string text)
        : base(text)
    {
    }

    /// <summary>The address.</summary>
    public Uri Uri => new(Text);

    /// <inheritdoc/>
    public static EndpointUrl Parse(string s, IFormatProvider? provider) => Check(s, IsValid(s), t => new EndpointUrl(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EndpointUrl result) =>
        Try(s, Parse, out result);

    private static bool IsValid(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, AbsolutePath: "/" };
}
