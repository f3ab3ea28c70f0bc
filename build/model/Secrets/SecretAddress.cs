namespace TutorPipeline.Model;

/// <summary>Where a record of the secret store is: its namespace and its name. Both follow the rules of Kubernetes (RFC 1123).</summary>
public sealed record SecretAddress
{
    /// <summary>Names a record.</summary>
    /// <param name="namespaceName">The namespace: a label of at most 63 lower-case letters, digits and inner hyphens.</param>
    /// <param name="name">The name: such labels with dots between them, at most 253 characters.</param>
    /// <exception cref="ArgumentException">Either breaks its rule.</exception>
    public SecretAddress(string namespaceName, string name)
    {
        NamespaceName = IsLabel(namespaceName) ? namespaceName : throw new ArgumentException(
            $"'{namespaceName}' is no namespace; use at most 63 lower-case letters, digits and inner hyphens.", nameof(namespaceName));
        Name = IsName(name) ? name : throw new ArgumentException(
            $"'{name}' is no name of a Secret; use lower-case letters, digits and inner hyphens and dots, at most 253.", nameof(name));
    }

    /// <summary>The namespace.</summary>
    public string NamespaceName { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The address as people write it: <c>namespace/name</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{NamespaceName}/{Name}";

    private static bool IsName(string name)
    {
        if (name.Length > 253)
        {
            return false;
        }

        foreach (var label in name.Split('.'))
        {
            if (!IsLabel(label, longest: 253))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLabel(string text, int longest = 63)
    {
        if (text.Length == 0 || text.Length > longest || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
