namespace TutorPipeline.Benchmarks;

/// <summary>A build of ten chained targets that do nothing, with the real launcher and the real kernel, in a folder of its own.</summary>
internal sealed class TenTargets : IDisposable
{
    public TenTargets(string repository)
    {
        Root = Directory.CreateTempSubdirectory("ten-targets-").FullName;
        foreach (var file in new[] { "build.sh", "global.json" })
        {
            File.Copy(Path.Combine(repository, file), Path.Combine(Root, file));
        }

        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
        File.WriteAllText(Path.Combine(Root, ".nuke", "parameters.json"), "{}");
        var pipeline = Directory.CreateDirectory(Path.Combine(Root, "build", "pipeline")).FullName;
        Directory.CreateDirectory(Path.Combine(Root, "infra"));
        Directory.CreateDirectory(Path.Combine(Root, "tutor"));
        File.WriteAllText(Path.Combine(pipeline, "TutorPipeline.csproj"), Project(repository));
        File.WriteAllText(Path.Combine(pipeline, "Program.cs"), Program());
    }

    public string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Project(string repository) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>TutorPipeline</AssemblyName>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="{Path.Combine(repository, "build", "kernel", "TutorPipeline.Kernel.csproj")}" />
          </ItemGroup>
        </Project>
        """;

    private static string Program()
    {
        string[] names = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
        var targets = names.Select((name, i) =>
            $"    Target {name} => _ => _{(i == 0 ? string.Empty : $".DependsOn({names[i - 1]})")}.Executes(() => {{ }});");
        return $$"""
            using TutorPipeline.Kernel;

            class Build : NukeBuild
            {
                public static int Main() => Execute<Build>(x => x.Ten);
            {{string.Join('\n', targets)}}
            }
            """;
    }
}
