namespace TutorPipeline.Model;

/// <summary>What a stage would do, made by pure reading. A stage's own plan derives from it and carries what applying needs.</summary>
/// <param name="Changes">Every change, in the order in which it would be made.</param>
/// <param name="NotLookedAt">What could not be looked at, and how to make it possible.</param>
/// <param name="PlaceholdersFrom">
/// The targets whose results stood in as placeholders, such as <c>ProvisionNetwork</c>. A plan with placeholders is shown, never applied.
/// </param>
public record StagePlan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<NotLookedAt> NotLookedAt,
    IReadOnlyList<string> PlaceholdersFrom)
{
    /// <summary>Whether the plan may be carried out: it rests on facts alone.</summary>
    public bool IsApplicable => PlaceholdersFrom.Count == 0;

    /// <summary>What all that the stage keeps is estimated to cost; null for a stage that keeps nothing.</summary>
    public CostEstimate? Costs { get; init; }
}

/// <summary>The three motions of every stage: plan by reading, report, apply exactly what was reported.</summary>
/// <typeparam name="TPlan">The stage's plan.</typeparam>
public interface IStage<TPlan>
    where TPlan : StagePlan
{
    /// <summary>Reads and compares; changes nothing anywhere but under the artifacts folder.</summary>
    /// <param name="report">Takes what is worth saying while it works.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>What would be changed.</returns>
    /// <exception cref="PipelineException">Something a person can mend is wrong.</exception>
    Task<TPlan> PlanAsync(IStageReport report, CancellationToken cancellationToken);

    /// <summary>Carries out exactly the plan.</summary>
    /// <param name="plan">A plan with <see cref="StagePlan.IsApplicable"/>.</param>
    /// <param name="report">Takes what is worth saying while it works.</param>
    /// <param name="cancellationToken">Asks the stage to stop; it leaves nothing half-written.</param>
    /// <returns>A task that ends when everything is done.</returns>
    /// <exception cref="PipelineException">Something a person can mend is wrong.</exception>
    Task ApplyAsync(TPlan plan, IStageReport report, CancellationToken cancellationToken);
}

/// <summary>Where a stage says what it does. Writers are injected; a stage never writes to the console.</summary>
public interface IStageReport
{
    /// <summary>Says one thing at normal verbosity.</summary>
    /// <param name="message">One line of plain text.</param>
    void Information(string message);

    /// <summary>Says one thing at verbose level only.</summary>
    /// <param name="message">One line of plain text.</param>
    void Verbose(string message);

    /// <summary>Says something the reader should act on although the run goes on.</summary>
    /// <param name="message">One line of plain text.</param>
    void Warning(string message);
}

/// <summary>A report that can show something without keeping it.</summary>
public interface IRevealingReport : IStageReport
{
    /// <summary>Shows one line to the person who runs this, and writes it to no file or log.</summary>
    /// <param name="message">The line; it may hold a secret that the person asked for.</param>
    void Reveal(string message);
}
