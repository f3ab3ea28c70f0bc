namespace TutorPipeline.Infra.Generator;

/// <summary>From a schema and a list of types to files.</summary>
internal static class Generation
{
    private const string DataPrefix = "data.";

    /// <summary>The text of every file by its name.</summary>
    public static IReadOnlyDictionary<string, string> Run(ProviderSchema provider, IEnumerable<string> list)
    {
        var types = list.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToList();
        Check(provider, types);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in types)
        {
            var isData = entry.StartsWith(DataPrefix, StringComparison.Ordinal);
            var type = isData ? entry[DataPrefix.Length..] : entry;
            var schema = (isData ? provider.DataSources : provider.Resources)[type];
            files[$"{ClassWriter.NameOf(type, isData)}.g.cs"] = new ClassWriter(type, isData, schema).Write();
        }

        return files;
    }

    private static void Check(ProviderSchema provider, List<string> types)
    {
        var unknown = types.Where(entry => entry.StartsWith(DataPrefix, StringComparison.Ordinal)
            ? !provider.DataSources.ContainsKey(entry[DataPrefix.Length..])
            : !provider.Resources.ContainsKey(entry)).ToList();
        if (unknown.Count > 0)
        {
            throw new SchemaException(
                $"The provider has no {string.Join(", no ", unknown)}. Correct resources.txt, or read the schema of another version.");
        }

        var misplaced = types.Zip(types.Skip(1)).FirstOrDefault(pair => string.CompareOrdinal(pair.First, pair.Second) >= 0);
        if (misplaced != default)
        {
            throw new SchemaException(
                $"resources.txt is not sorted: '{misplaced.Second}' comes after '{misplaced.First}'. Sort it, and write each type once.");
        }
    }
}
