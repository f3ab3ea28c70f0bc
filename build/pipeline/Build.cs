namespace TutorPipeline;

internal static class Build
{
    private static int Main() => 0;
}
