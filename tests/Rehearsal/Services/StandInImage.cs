namespace TutorPipeline.Rehearsal.Services;

/// <summary>Plays every image in Jobs: what their scripts call says what it was asked, and nothing of this machine is touched.</summary>
public static class StandInImage
{
    /// <summary>The file beside a link that says what fails: shell patterns such as <c>manage.py lms migrate*</c>, a line each.</summary>
    public const string Failures = "job-failures";

    /// <summary>The program, for the API server's option <c>--job-program</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "image_stand_in", "image");

    /// <summary>Makes a link to it, so that each rehearsal has failures of its own.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <returns>The link's path.</returns>
    public static string LinkInto(string folder)
    {
        var link = Path.Combine(folder, "job-program");
        File.Delete(link);
        File.CreateSymbolicLink(link, Program);
        return link;
    }
}
