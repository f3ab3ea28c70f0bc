using TutorPipeline.Infra.Connections;
using TutorPipeline.Infra.Tests.Steps;
using TutorPipeline.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Connections;

public static class ConnectionTests
{
    private static readonly BastionPlace Bastion = new("i-0abc", "bastion.courses.yourschool.edu", "ec2-user");
    private static readonly ConnectionSettings Closed = new("us-east-1", "prod", null, "root", "admin");

    private static readonly Dictionary<BackingService, ServicePlace> Places = new()
    {
        [BackingService.MySql] = new("prod.abc.us-east-1.rds.amazonaws.com", 3306),
        [BackingService.MongoDb] = new("prod.cluster-abc.us-east-1.docdb.amazonaws.com", 27017),
        [BackingService.Redis] = new("master.prod.abc.use1.cache.amazonaws.com", 6379),
    };

    [Fact]
    public static async Task Shows_the_tunnel_to_mysql_and_both_ways_to_use_it() => Assert.Equal(
        [
            "Open a tunnel and leave it open:",
            "  aws ssm start-session --region us-east-1 --target i-0abc --document-name AWS-StartPortForwardingSessionToRemoteHost "
                + """--parameters '{"host":["prod.abc.us-east-1.rds.amazonaws.com"],"portNumber":["3306"],"localPortNumber":["3306"]}'""",
            "Once, get the authorities that sign the server's certificate:",
            "  curl --remote-name https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem",
            "Then, in another terminal:",
            "  mysql --host=127.0.0.1 --port=3306 --user=root --password --ssl-mode=VERIFY_CA --ssl-ca=global-bundle.pem",
            "On the bastion itself, where the certificate's name prod.abc.us-east-1.rds.amazonaws.com is checked as well:",
            "  mysql --host=prod.abc.us-east-1.rds.amazonaws.com --port=3306 --user=root --password --ssl-mode=VERIFY_IDENTITY "
                + "--ssl-ca=global-bundle.pem",
            "The password of root is MYSQL_ROOT_PASSWORD in the Secret prod/mysql-root; --show-secrets shows it.",
        ],
        await SaidAsync(BackingService.MySql));

    [Fact]
    public static async Task Gives_redis_the_name_that_its_certificate_carries()
    {
        var said = await SaidAsync(BackingService.Redis);

        Assert.Contains("  redis-cli --tls --sni master.prod.abc.use1.cache.amazonaws.com -h 127.0.0.1 -p 6379 --askpass", said);
        Assert.Contains("On the bastion itself:", said);
        Assert.DoesNotContain(said, line => line.Contains("curl", StringComparison.Ordinal));
        Assert.Equal("The password is REDIS_PASSWORD in the Secret prod/redis; --show-secrets shows it.", said[^1]);
    }

    [Fact]
    public static async Task Tells_mongosh_what_documentdb_needs() => Assert.Contains(
        "  mongosh --host 127.0.0.1 --port 27017 --tls --tlsCAFile global-bundle.pem --tlsAllowInvalidHostnames --retryWrites=false "
        + "--username admin --password",
        await SaidAsync(BackingService.MongoDb));

    [Fact]
    public static async Task Shows_ssh_where_it_is_allowed()
    {
        var open = Closed with { SshKeyName = "my key" };

        Assert.Contains(
            "  ssh -i 'my key.pem' -N -L 6379:master.prod.abc.use1.cache.amazonaws.com:6379 ec2-user@bastion.courses.yourschool.edu",
            await SaidAsync(BackingService.Redis, open));
        Assert.Equal(
            [
                "A shell on the bastion, by Session Manager:",
                "  aws ssm start-session --region us-east-1 --target i-0abc",
                "or by SSH, from where it is allowed:",
                "  ssh -i 'my key.pem' ec2-user@bastion.courses.yourschool.edu",
            ],
            await SaidAsync(BackingService.Bastion, open));
    }

    [Fact]
    public static async Task Shows_a_password_only_on_demand_and_only_where_it_is_not_kept()
    {
        var screen = new Screen();
        var kept = new Notes();
        await RunAsync(new(BackingService.MySql, ShowsSecrets: true), screen);
        await RunAsync(new(BackingService.MySql, ShowsSecrets: true), kept);

        Assert.Equal(["Password: s3cret-of-mysql"], screen.Revealed);
        Assert.Equal("The password is not shown: what is said here is kept.", kept.Lines[^1]);
        Assert.DoesNotContain(
            screen.Lines.Concat(kept.Lines).Concat(await SaidAsync(BackingService.MySql)),
            line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public static async Task Says_that_a_password_is_not_there() => Assert.Equal(
        "The password cannot be shown: there is no REDIS_PASSWORD in the Secret prod/redis, or the cluster that holds it is not known. "
        + "Make the Secrets with SyncSecrets, or name the cluster with --kubeconfig.",
        (await Assert.ThrowsAsync<PasswordMissingException>(
            () => RunAsync(new(BackingService.Redis, ShowsSecrets: true), new Screen()))).Message);

    [Fact]
    public static async Task Opens_a_tunnel_and_passes_on_what_it_says()
    {
        var (tools, notes) = (new DoorTools("aws", "session-manager-plugin") { Says = "Port 3306 opened" }, new Notes());

        await RunAsync(new(BackingService.MySql, Opens: true), notes, tools);

        var asked = Assert.Single(tools.Asked);
        Assert.Equal("aws", asked.Tool);
        Assert.Equal("AWS-StartPortForwardingSessionToRemoteHost", asked.Arguments[7]);
        Assert.False(asked.TakesTerminal);
        Assert.Equal(["Opens the tunnel; Ctrl-C closes it.", "Port 3306 opened"], notes.Lines[^2..]);
    }

    [Fact]
    public static async Task Hands_the_terminal_to_a_shell()
    {
        var tools = new DoorTools("aws", "session-manager-plugin");

        await RunAsync(new(BackingService.Bastion, Opens: true), new Notes(), tools);

        Assert.True(Assert.Single(tools.Asked).TakesTerminal);
    }

    [Fact]
    public static async Task Says_which_program_is_missing() => Assert.Equal(
        "The connection cannot be opened from here: the program 'session-manager-plugin' is not on PATH. Install it: "
        + "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html. Or take the "
        + "commands above to a machine that has it.",
        (await Assert.ThrowsAsync<ConnectionToolMissingException>(
            () => RunAsync(new(BackingService.MySql, Opens: true), new Notes(), new DoorTools("aws")))).Message);

    [Fact]
    public static async Task Says_how_a_tunnel_ended() => Assert.Equal(
        "The connection ended with exit code 254: aws ssm start-session --region us-east-1 --target i-0abc. What it said stands above. "
        + "Check the AWS credentials, that the bastion runs and is known to Systems Manager, and that the local port is free; then "
        + "connect again.",
        (await Assert.ThrowsAsync<ConnectionEndedException>(() => RunAsync(
            new(BackingService.Bastion, Opens: true),
            new Notes(),
            new DoorTools("aws", "session-manager-plugin") { ExitCode = 254 }))).Message);

    [Fact]
    public static async Task Only_names_what_is_missing_before_it_is_there()
    {
        var sources = new ConnectionSources(
            _ => Task.FromResult<BastionPlace?>(null),
            (_, _) => Task.FromResult<ServicePlace?>(null),
            _ => Task.FromResult<ISecretStore?>(null));

        var plan = await new Connection(new(BackingService.MySql), Closed, sources, new DoorTools()).PlanAsync(new Notes(), default);

        Assert.Equal(
            new Change(ChangeKind.Unknown, "connection/mysql", "(known after ProvisionBastion and ProvisionMySql)"),
            Assert.Single(plan.Changes));
        Assert.Equal(["ProvisionBastion", "ProvisionMySql"], plan.PlaceholdersFrom);
    }

    private static async Task<IReadOnlyList<string>> SaidAsync(BackingService service, ConnectionSettings? settings = null)
    {
        var notes = new Notes();
        await RunAsync(new(service), notes, settings: settings);
        return notes.Lines;
    }

    private static async Task RunAsync(
        ConnectionRequest request, IStageReport report, DoorTools? tools = null, ConnectionSettings? settings = null)
    {
        var keys = new Dictionary<string, Secret> { ["MYSQL_ROOT_PASSWORD"] = new("s3cret-of-mysql") };
        var store = new OneSecret(new(new("prod", "mysql-root"), keys, new Dictionary<string, string>(), "1"));
        var sources = new ConnectionSources(
            _ => Task.FromResult<BastionPlace?>(Bastion),
            (service, _) => Task.FromResult<ServicePlace?>(Places[service]),
            _ => Task.FromResult<ISecretStore?>(store));
        var connection = new Connection(request, settings ?? Closed, sources, tools ?? new DoorTools());
        await connection.ApplyAsync(await connection.PlanAsync(report, default), report, default);
    }
}
