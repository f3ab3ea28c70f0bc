namespace TutorPipeline.Infra.Engines;

/// <summary>One stack as an engine reads it: the resources, the values of its inputs, and what its plan has to be compared with.</summary>
/// <param name="Stack">The stack's name in lower case, such as <c>network</c>; it names folder and state.</param>
/// <param name="MainJson">
/// The text of <c>main.tf.json</c>: UTF-8 without byte order mark, LF, ending in a newline. The same bytes whether inputs are real or
/// placeholders.
/// </param>
/// <param name="InputsJson">
/// The text of <c>inputs.auto.tfvars.json</c>: one value an input, real or a placeholder of the right shape. <c>{}</c> when there are none.
/// Secret inputs are never in it; they travel in the environment.
/// </param>
/// <param name="PlaceholdersFrom">
/// The targets whose outputs stand in as placeholders, such as <c>ProvisionNetwork</c>, sorted. Not empty: the plan may be shown, never
/// applied.
/// </param>
/// <param name="ResourceAddresses">
/// The address of every resource, such as <c>aws_vpc.main</c>, in the order of the stack; data sources are not in it.
/// </param>
public sealed record StackFiles(
    string Stack,
    string MainJson,
    string InputsJson,
    IReadOnlyList<string> PlaceholdersFrom,
    IReadOnlyList<string> ResourceAddresses);
