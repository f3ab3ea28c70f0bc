using System.Diagnostics;
using System.Globalization;
using TutorPipeline.Stages;

namespace TutorPipeline.Tests.Stages;

public sealed class RenderFoldersTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("renders-").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Removes_what_a_killed_run_left_and_nothing_else()
    {
        using var other = Process.Start("sleep", "60");
        try
        {
            string[] left = ["2147483646", "2147483646.new", "notes", other.Id.ToString(CultureInfo.InvariantCulture)];
            foreach (var name in left)
            {
                Directory.CreateDirectory(Path.Combine(place, name));
            }

            var own = new RenderFolders(place).Own;

            Assert.Equal(Path.Combine(place, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), own);
            Assert.Equal(left[2..].Order(), Directory.GetDirectories(place).Select(Path.GetFileName).Order());
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public void Needs_no_folder_before_the_first_run() =>
        Assert.False(Directory.Exists(new RenderFolders(Path.Combine(place, "none")).Own));
}
