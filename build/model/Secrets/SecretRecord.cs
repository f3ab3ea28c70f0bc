using System.Globalization;

namespace TutorPipeline.Model;

/// <summary>One record of the secret store: a Kubernetes Secret with its keys.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Keys">The values by key, such as <c>MYSQL_ROOT_PASSWORD</c>.</param>
/// <param name="Annotations">What is written on it in plain text.</param>
/// <param name="Version">
/// The store's mark of the state that was read, by which a change in between is noticed; null when it was not read.
/// </param>
public sealed record SecretRecord(
    SecretAddress Address,
    IReadOnlyDictionary<string, Secret> Keys,
    IReadOnlyDictionary<string, string> Annotations,
    string? Version = null)
{
    /// <summary>
    /// The annotation that counts how often the values were rotated, from 1. Terraform's write-only arguments take it as their version,
    /// so that a new value is one visible change.
    /// </summary>
    public const string RotationAnnotation = "tutorpipeline/rotation";

    /// <summary>Keys that are there but hold nothing, or no text; they are never written over by accident and never shown.</summary>
    public IReadOnlyList<string> UnreadKeys { get; init; } = [];

    /// <summary>How often the values were rotated, from 1; a record without the annotation counts as 1.</summary>
    public int Rotation =>
        Annotations.TryGetValue(RotationAnnotation, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;

    /// <summary>Whether the record has the key, readable or not.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it is there.</returns>
    public bool Has(string key)
    {
        if (Keys.ContainsKey(key))
        {
            return true;
        }

        foreach (var unread in UnreadKeys)
        {
            if (unread == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names the record and its keys, never a value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Address} ({string.Join(", ", Keys.Keys)})";
}

/// <summary>The records of a namespace.</summary>
/// <param name="NamespaceExists">Whether there is such a namespace; without it there are no records.</param>
/// <param name="Records">The records in the order of their names.</param>
public sealed record SecretList(bool NamespaceExists, IReadOnlyList<SecretRecord> Records);

/// <summary>What came of making a record.</summary>
/// <param name="Record">The record as it is stored now.</param>
/// <param name="Created">Whether the call made it; false when it was there already and stayed as it was.</param>
public sealed record SecretCreation(SecretRecord Record, bool Created);
