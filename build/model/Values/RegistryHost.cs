using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TutorPipeline.Model.Values;

/// <summary>Where a registry or another server listens: a host name or address and, unless it is the ordinary one, a port.</summary>
[TypeConverter(typeof(ParsableConverter<RegistryHost>))]
public sealed record RegistryHost : TextValue, IParsable<RegistryHost>
{
    private const string Allowed = "give a host name or address and perhaps a port, such as registry.yourschool.edu or localhost:5000";

    private RegistryHost(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static RegistryHost Parse(string s, IFormatProvider? provider) => Check(s, IsValid(s), t => new RegistryHost(t), Allowed);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RegistryHost result) =>
        Try(s, Parse, out result);

    private static bool IsValid(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        return IsHost(hasPort ? text[..colon] : text) && (!hasPort || Characters.WholeNumber(text.AsSpan(colon + 1), 65535) is > 0);
    }

    private static bool IsHost(string text) => text is ['[', .., ']']
        ? IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        : text.Length <= 253 && Labels.IsHost(text);
}
