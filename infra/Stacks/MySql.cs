using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;
using TutorPipeline.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>
/// A MySQL server on RDS for the platform's data: encrypted, reached from inside the VPC only, and not deleted by mistake. Its password is
/// handed over once and stays in no state and no plan.
/// </summary>
public static class MySql
{
    /// <summary>The stack's name.</summary>
    public const string Stack = "mysql";

    // What Performance Insights keeps without a charge.
    private const int InsightsDays = 7;

    /// <summary>Describes the stack.</summary>
    /// <param name="settings">What the server looks like.</param>
    /// <param name="network">The network it lives in.</param>
    /// <param name="dns">The zone with its name for people.</param>
    /// <returns>The stack.</returns>
    public static StackDefinition<MySqlOutputs> Define(MySqlSettings settings, Upstream<NetworkOutputs> network, Upstream<DnsOutputs> dns)
    {
        var stack = new StackBuilder(Stack, settings.Scope);
        var subnetIds = stack.TakeList("database_subnet_ids", "Where the server lives.", network, outputs => outputs.DatabaseSubnetIds);
        var zone = FriendlyName.Zone(stack, dns);
        var password = stack.TakeSecret("password", "The master user's password.");
        var group = DataAccess.FromVpc(stack, network, $"{settings.Scope.Namespace}-mysql", "MySQL", settings.Choices.Care.Port);
        var subnets = stack.Add(new AwsDbSubnetGroup("main") { Name = $"{settings.Scope.Namespace}-mysql", SubnetIds = subnetIds });
        var parameters = stack.Add(Parameters(settings));
        var server = stack.Add(Server(settings, subnets, parameters, group, password));
        FriendlyName.Add(stack, "main", zone, settings.Host, server.Address);

        var address = stack.Give("address", server.Address);
        return stack.Build(read => new MySqlOutputs(read.Read(address), settings.Choices.Care.Port));
    }

    /// <summary>What other stacks are shown while the server does not exist.</summary>
    /// <param name="settings">What the server will look like.</param>
    /// <returns>Values of the right shape that name nothing.</returns>
    public static Upstream<MySqlOutputs> Placeholders(MySqlSettings settings) =>
        new(new("mysql.invalid", settings.Choices.Care.Port), "ProvisionMySql");

    // A new family makes a new group while the server still uses the old one, so the family is part of the name.
    private static AwsDbParameterGroup Parameters(MySqlSettings settings) => new("main")
    {
        Name = $"{settings.Scope.Namespace}-{settings.Choices.Family.Replace('.', '-')}",
        Description = $"utf8mb4 for {settings.Scope.Namespace}",
        Family = settings.Choices.Family,
        Parameter =
        [
            new() { Name = "character_set_server", Value = "utf8mb4" },
            new() { Name = "character_set_client", Value = "utf8mb4" },
            new() { Name = "collation_server", Value = "utf8mb4_unicode_ci" },
        ],
        Lifecycle = new() { CreateBeforeDestroy = true },
    };

    private static AwsDbInstance Server(
        MySqlSettings settings, AwsDbSubnetGroup subnets, AwsDbParameterGroup parameters, AwsSecurityGroup group, SecretInput password)
    {
        var choices = settings.Choices;
        return new AwsDbInstance("main")
        {
            Identifier = settings.Scope.Namespace,
            Engine = "mysql",
            EngineVersion = choices.EngineVersion.Text,
            InstanceClass = choices.InstanceClass.Text,
            AllocatedStorage = choices.AllocatedStorage,
            MaxAllocatedStorage = choices.MaximumStorage,
            StorageType = "gp3",
            StorageEncrypted = true,
            Port = choices.Care.Port,
            Username = choices.Care.Username,
            PasswordWo = password,
            PasswordWoVersion = settings.PasswordVersion,
            IamDatabaseAuthenticationEnabled = choices.IamAuthentication,
            DbSubnetGroupName = subnets.Name,
            ParameterGroupName = parameters.Name,
            VpcSecurityGroupIds = [group.Id],
            PubliclyAccessible = false,
            MultiAz = choices.MultiZone,
            BackupRetentionPeriod = choices.Care.BackupRetentionDays,
            BackupWindow = choices.Care.BackupWindow.Text,
            MaintenanceWindow = choices.Care.MaintenanceWindow.Text.ToLowerInvariant(),
            AutoMinorVersionUpgrade = choices.Care.AutoMinorVersionUpgrade,
            CopyTagsToSnapshot = true,
            DeletionProtection = choices.Care.DeletionProtection,
            SkipFinalSnapshot = choices.SkipFinalSnapshot,
            FinalSnapshotIdentifier = choices.SkipFinalSnapshot ? null : (Value<string>)settings.FinalSnapshot,
            EnabledCloudwatchLogsExports = ["error", "slowquery"],
            PerformanceInsightsEnabled = choices.PerformanceInsights,
            PerformanceInsightsRetentionPeriod = choices.PerformanceInsights ? InsightsDays : null,
        };
    }
}
