namespace TutorPipeline.Infra.Generator;

/// <summary>Writes the typed resources: <c>generator &lt;schema.json or -&gt; &lt;resources.txt&gt; &lt;output folder&gt;</c>.</summary>
internal static class Program
{
    /// <summary>0 when every class was written; 2, with a sentence, when an argument or the schema does not fit.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args.Length != 3)
        {
            await Console.Error.WriteLineAsync(
                "Three arguments are needed: the output of 'terraform providers schema -json' (a file, or - for standard input), "
                + "the list of resource types, and the folder to write to.");
            return 2;
        }

        try
        {
            await using var schema = args[0] == "-" ? Console.OpenStandardInput() : File.OpenRead(args[0]);
            var files = Generation.Run(await SchemaReader.ReadAsync(schema), await File.ReadAllLinesAsync(args[1]));
            OutputFolder.Replace(args[2], files);
            await Console.Out.WriteLineAsync($"{files.Count} classes written to {args[2]}");
            return 0;
        }
        catch (Exception failure) when (failure is SchemaException or IOException or System.Text.Json.JsonException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 2;
        }
    }
}
