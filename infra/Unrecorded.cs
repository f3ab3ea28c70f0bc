using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>
/// Finds what a run that was cut off made in AWS and did not record: made again it would stand there twice, or be refused for its name.
/// </summary>
/// <param name="find">Finds what has a tag.</param>
/// <param name="routes">Reads route tables, whose entries have none.</param>
public sealed class Unrecorded(TagCalls find, RouteCalls routes)
{
    private const string NameTag = "Name";

    /// <summary>Looks for what a plan would create and what exists already.</summary>
    /// <param name="work">The stack.</param>
    /// <param name="changes">Its plan.</param>
    /// <param name="state">What is on record; null for nothing.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The ids by subject, such as <c>network/aws_vpc.main</c>.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<ExistingResource>> FindAsync(
        StackWork work, IReadOnlyList<Change> changes, StackState? state, CancellationToken cancellationToken)
    {
        var recorded = (state?.Resources ?? []).Select(resource => resource.Arn).ToHashSet();
        var found = new List<ExistingResource>();
        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Create))
        {
            foreach (var resource in await find.FindAsync(StackBuilder.AddressTag, change.Subject, [], cancellationToken))
            {
                // Two platforms of one account have the same addresses; their names differ.
                if (!recorded.Contains(resource.Arn)
                    && resource.Tags.GetValueOrDefault(NameTag)?.StartsWith(work.Definition.Scope.Namespace, StringComparison.Ordinal) == true)
                {
                    found.Add(new ExistingResource(change.Subject, IdOf(change.Subject, resource.Arn), resource.Arn));
                }
            }
        }

        return [.. found, .. await new UnrecordedRoutes(routes).FindAsync(work.Definition, changes, found, state, cancellationToken)];
    }

    // Most resources are imported by what stands last in their ARN; certificates and OIDC providers by the ARN itself.
    private static string IdOf(string subject, string arn) =>
        subject.Contains("/aws_acm_", StringComparison.Ordinal) || subject.Contains("/aws_iam_openid", StringComparison.Ordinal)
            ? arn : arn[(arn.LastIndexOfAny(['/', ':']) + 1)..];
}

/// <summary>Something that exists and is not on record.</summary>
/// <param name="Subject">What it is, such as <c>network/aws_vpc.main</c>.</param>
/// <param name="Id">Its id, as <c>terraform import</c> takes it.</param>
/// <param name="Arn">Its ARN.</param>
public sealed record ExistingResource(string Subject, string Id, string Arn);

/// <summary>A run that was cut off left something that is not on record.</summary>
public sealed class UnrecordedException : PipelineException
{
    internal UnrecordedException(string stack, IReadOnlyList<ExistingResource> found)
        : base(
            $"An earlier run of the stack {stack} was cut off and left {found.Count} resources in AWS that its state does not know. Made again, they "
            + "would stand there twice. Nothing was changed.\n"
            + string.Concat(found.Select(resource => $"  {resource.Subject} exists as {resource.Arn}\n"))
            + "Take them over: run the target again with "
            + string.Join(' ', found.Select(resource => $"--import {resource.Subject}={resource.Id}"))
            + ". One that AWS still lists although it was deleted is left out with =none.") =>
        Found = found;

    /// <summary>What was found.</summary>
    public IReadOnlyList<ExistingResource> Found { get; }
}
