using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>A file written once, when everything ended. A fault while writing is a warning.</summary>
internal interface IRunReport
{
    /// <summary>What a warning calls it.</summary>
    string FileName { get; }

    /// <summary>Writes it.</summary>
    void Write(RunFinished finished);
}
