using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TutorPipeline.Tests.House;

/// <summary>
/// The committed list of what the pipeline uses of NUKE's surface, in place of compiling against the package, which this project's feed does not
/// have. Each line was checked against NUKE 10's documentation when it was added; run with UPDATE_GOLDEN=1 to write the list anew.
/// </summary>
public static class NukeSurface
{
    private const string Kernel = "TutorPipeline.Kernel";

    private static string ListFile => Path.Combine(Repository.Root, "tests", "Pipeline", "House", "NukeSurface.txt");

    [Fact]
    public static void The_pipeline_uses_exactly_the_listed_surface()
    {
        var used = UsedMembers().Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(used);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllLines(ListFile, used);
        }

        Assert.Equal(File.ReadAllLines(ListFile), used);
    }

    [Fact]
    public static void What_goes_beyond_nuke_is_reached_through_the_shim_only()
    {
        var users = Repository.SourceFiles()
            .Where(f => f.StartsWith("build/pipeline/", StringComparison.Ordinal) && f != "build/pipeline/Engine.cs")
            .Where(f => File.ReadAllText(Path.Combine(Repository.Root, f)).Contains("Kernel.", StringComparison.Ordinal));
        Assert.Empty(users);
    }

    private static List<string> UsedMembers()
    {
        using var file = new PEReader(File.OpenRead(typeof(Build).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var members = new List<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                if (metadata.GetString(type.Namespace) == Kernel)
                {
                    members.Add($"{metadata.GetString(type.Name)}.{Describe(metadata, member)}");
                }
            }
        }

        return members;
    }

    private static string Describe(MetadataReader metadata, MemberReference member)
    {
        var signature = member.DecodeMethodSignature(new SignatureText(), null);
        var generic = signature.GenericParameterCount > 0 ? "<T>" : string.Empty;
        return $"{metadata.GetString(member.Name)}{generic}({string.Join(", ", signature.ParameterTypes)}): {signature.ReturnType}";
    }
}
