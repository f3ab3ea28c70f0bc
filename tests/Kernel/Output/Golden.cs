using Xunit;

namespace TutorPipeline.Kernel.Tests.Output;

/// <summary>Compares with a committed file; <c>UPDATE_GOLDEN=1</c> writes it instead.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{name} does not exist. Run the tests once with UPDATE_GOLDEN=1 and read what it holds.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TutorPipeline.sln")))
                return Path.Combine(folder.FullName, "tests", "Kernel", "Output", "Golden");
        }

        throw new DirectoryNotFoundException("The tests lie outside of the repository, so their golden files cannot be found.");
    }
}
