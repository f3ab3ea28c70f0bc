using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using TutorPipeline.Model.Values;

namespace TutorPipeline.Model.Environment;

/// <summary>Who takes browsers' connections to the platform.</summary>
public enum IngressKind
{
    /// <summary>An Application Load Balancer with the certificate of the environment's zone.</summary>
    Alb,

    /// <summary>Caddy itself behind a Service of type LoadBalancer, with certificates from LetsEncrypt.</summary>
    Caddy,

    /// <summary>A controller that the cluster has already, with certificates by cert-manager.</summary>
    Class,
}

/// <summary>How the platform is reached: <c>alb</c>, <c>caddy</c>, or <c>class:NAME</c>.</summary>
[TypeConverter(typeof(ParsableConverter<IngressChoice>))]
public sealed record IngressChoice : IParsable<IngressChoice>
{
    private const string ClassPrefix = "class:";

    private IngressChoice(IngressKind kind, string? className) => (Kind, ClassName) = (kind, className);

    /// <summary>The default: an Application Load Balancer.</summary>
    public static IngressChoice Alb { get; } = new(IngressKind.Alb, null);

    /// <summary>Caddy by itself.</summary>
    public static IngressChoice Caddy { get; } = new(IngressKind.Caddy, null);

    /// <summary>Who takes the connections.</summary>
    public IngressKind Kind { get; }

    /// <summary>The IngressClass of <see cref="IngressKind.Class"/>; else null.</summary>
    public string? ClassName { get; }

    /// <inheritdoc/>
    public static IngressChoice Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s switch
        {
            "alb" => Alb,
            "caddy" => Caddy,
            _ when s.StartsWith(ClassPrefix, StringComparison.Ordinal) && IsName(s[ClassPrefix.Length..]) =>
                new IngressChoice(IngressKind.Class, s[ClassPrefix.Length..]),
            _ => throw new FormatException($"'{s}' is no way to reach the platform; use alb, caddy, or class:NAME with an IngressClass of the cluster"),
        };
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out IngressChoice result)
    {
        try
        {
            result = s is null ? null : Parse(s, provider);
        }
        catch (FormatException)
        {
            result = null;
        }

        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == IngressKind.Class ? ClassPrefix + ClassName : Kind.ToString().ToLowerInvariant();

    private static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '.'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
    }
}
