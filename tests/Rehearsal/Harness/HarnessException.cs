namespace TutorPipeline.Rehearsal.Harness;

/// <summary>The rehearsal cannot take place; the message says why and what to do.</summary>
internal sealed class HarnessException(string message) : Exception(message);
