namespace TutorPipeline.Infra.Model;

/// <summary>Finds what the compiler cannot: addresses used twice, and references to what is not part of the stack.</summary>
internal static class StackCheck
{
    /// <summary>Throws one sentence that names every fault.</summary>
    public static void Verify(StackDefinition stack)
    {
        var faults = Twice(stack).Concat(Dangling(stack)).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"The stack {stack.Name} is not sound: {string.Join("; ", faults)}.");
        }
    }

    private static IEnumerable<string> Twice(StackDefinition stack) =>
        Elements(stack).Select(element => element.ElementAddress)
            .Concat(stack.Inputs.Select(input => input.ElementAddress))
            .Concat(stack.Outputs.Select(output => $"output.{output.Name}"))
            .GroupBy(address => address, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} is there {group.Count()} times");

    private static IEnumerable<string> Dangling(StackDefinition stack)
    {
        var known = new HashSet<IReferable>(Elements(stack).Concat<IReferable>(stack.Inputs), ReferenceEqualityComparer.Instance);
        foreach (var element in Elements(stack))
        {
            var triggers = (element as Resource)?.Lifecycle?.ReplaceTriggeredBy ?? [];
            var owners =
                element.AssignedArguments.SelectMany(argument => argument.Value.References()).Select(reference => reference.Path.Owner);
            foreach (var owner in owners.Concat(element.DependsOn).Concat(triggers).Where(owner => !known.Contains(owner)))
            {
                yield return $"{element.ElementAddress} refers to {owner.ElementAddress}, which was not added";
            }

            if (element.Provider is { } provider && !stack.Providers.Contains(provider))
            {
                yield return $"{element.ElementAddress} uses the provider configuration '{provider.Alias}', which was not added";
            }
        }

        foreach (var output in stack.Outputs)
        {
            foreach (var reference in output.Node.References().Where(reference => !known.Contains(reference.Path.Owner)))
            {
                yield return $"output.{output.Name} refers to {reference.Path.Owner.ElementAddress}, which was not added";
            }
        }
    }

    private static IEnumerable<Element> Elements(StackDefinition stack) => stack.DataSources.Concat<Element>(stack.Resources);
}
