using TutorPipeline.Infra.Calls;
using TutorPipeline.Infra.Engines.State;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra;

/// <summary>
/// Finds the entries of route tables that a run which was cut off made and did not record. AWS gives them no tags, so they are looked up in
/// the table to which the stack adds them.
/// </summary>
/// <param name="routes">Reads route tables.</param>
internal sealed class UnrecordedRoutes(RouteCalls routes)
{
    /// <summary>Looks for the entries that a plan would create and that are there already.</summary>
    public async Task<IReadOnlyList<ExistingResource>> FindAsync(
        StackDefinition stack,
        IReadOnlyList<Change> changes,
        IEnumerable<ExistingResource> tagged,
        StackState? state,
        CancellationToken cancellationToken)
    {
        var planned = changes.Where(change => change.Kind == ChangeKind.Create).Select(change => change.Subject).ToHashSet();
        var ids = (state?.Resources ?? []).Where(resource => resource.Id is not null).ToDictionary(resource => resource.Address, r => r.Id!);
        foreach (var resource in tagged)
        {
            ids[resource.Subject[(stack.Name.Length + 1)..]] = resource.Id;
        }

        var tables = new Dictionary<string, RouteTable?>(StringComparer.Ordinal);
        var found = new List<ExistingResource>();
        foreach (var entry in stack.Resources.Where(r => r.ElementType is "aws_route" or "aws_route_table_association"))
        {
            var subject = $"{stack.Name}/{entry.ElementAddress}";
            if (planned.Contains(subject) && Text(entry, "route_table_id", ids) is { } id)
            {
                tables.TryAdd(id, null);
                if ((tables[id] ??= await routes.FindAsync(id, cancellationToken)) is { } table && EntryOf(entry, table, id, ids) is { } import)
                {
                    found.Add(new ExistingResource(subject, import, $"an entry of {id}"));
                }
            }
        }

        return found;
    }

    // The forms that https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route and …/route_table_association import.
    private static string? EntryOf(Resource entry, RouteTable table, string id, Dictionary<string, string> ids) =>
        entry.ElementType == "aws_route"
            ? Text(entry, "destination_cidr_block", ids) is { } destination && table.Destinations.Contains(destination) ? $"{id}_{destination}" : null
            : Text(entry, "subnet_id", ids) is { } subnet && table.Subnets.Contains(subnet) ? $"{subnet}/{id}" : null;

    // A literal, or the id of another resource of the stack as far as that is known.
    private static string? Text(Resource resource, string argument, Dictionary<string, string> ids) =>
        resource.AssignedArguments.FirstOrDefault(a => a.Key == argument).Value switch
        {
            LiteralNode { Value: string text } => text,
            ReferenceNode reference => ids.GetValueOrDefault(reference.Path.Owner.ElementAddress),
            _ => null,
        };
}
