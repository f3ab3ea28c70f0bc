using TutorPipeline.Model.Environment;
using TutorPipeline.Tutor.Cluster.Access.Rights;
using TutorPipeline.Tutor.Cluster.Manifests;
using TutorPipeline.Tutor.Tests.Cluster.Manifests;

namespace TutorPipeline.Tutor.Tests.Cluster.Access;

/// <summary>What a deploy may ask for, and the file that says so.</summary>
public static class DeployRolesTests
{
    [Fact]
    public static void The_file_is_what_the_code_asks_for()
    {
        var text = RoleFile.Write(DeployRoles.All);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Deployer.RoleFile(), text);
        }

        Assert.True(
            File.Exists(Deployer.RoleFile()),
            "There is no tutor/Cluster/rbac.yml. Run this once with UPDATE_GOLDEN=1, read it, and commit it.");
        Assert.Equal(File.ReadAllText(Deployer.RoleFile()), text);
    }

    [Fact]
    public static void The_file_has_the_roles_as_objects_of_a_cluster()
    {
        var read = RenderedYaml.Read(RoleFile.Write(DeployRoles.All));
        Assert.Equal(["tutorpipeline-cluster", "tutorpipeline-platform", "tutorpipeline-remover"], read.Select(role => role.Key.Name));
        Assert.All(read, role => Assert.Equal(("rbac.authorization.k8s.io/v1", "ClusterRole"), (role.ApiVersion, role.Key.Kind)));
        Assert.Equal(DeployRoles.All.Select(role => role.Rules.Count), read.Select(role => role.Document["rules"]!.AsArray().Count));
        Assert.Equal(
            """{"apiGroups":[""],"resources":["namespaces"],"verbs":["delete"]}""", read[2].Document["rules"]![0]!.ToJsonString());
        Assert.Equal(
            """{"apiGroups":["coordination.k8s.io"],"resources":["leases"],"resourceNames":["tutorpipeline-deploy"],"""
            + "\"verbs\":[\"get\",\"patch\"]}",
            read[1].Document["rules"]!.AsArray()[^2]!.ToJsonString());
    }

    [Fact]
    public static void No_line_is_too_long_for_a_reader() =>
        Assert.All(RoleFile.Write(DeployRoles.All).Split('\n'), line => Assert.InRange(line.Length, 0, 140));

    [Fact]
    public static void Every_kind_that_a_release_can_have_may_be_read_made_and_changed()
    {
        foreach (var item in Releases().SelectMany(set => set.Items))
        {
            var role = item.Key.NamespaceName is null && item.Key.Kind != "Namespace" ? DeployRoles.Cluster : DeployRoles.Platform;
            foreach (var verb in (AccessVerb[])[AccessVerb.Get, AccessVerb.Create, AccessVerb.Patch])
            {
                Assert.True(
                    role.Rules.Any(rule => rule.Group == item.Key.Group && rule.Resources.Contains(Plural(item.Key.Kind))
                        && rule.Verbs.Contains(verb) && (rule.Names.Count == 0 || rule.Names.Contains(item.Key.Name))),
                    $"{role.Name} does not let a deploy {verb} {item.Key}.");
            }
        }
    }

    [Fact]
    public static void Nothing_beside_what_a_release_leaves_out_is_ever_deleted()
    {
        var deletable = DeployRoles.Platform.Rules.Where(rule => rule.Verbs.Contains(AccessVerb.Delete)).SelectMany(rule => rule.Resources);
        Assert.Equal(
            [
                "configmaps", "deployments", "horizontalpodautoscalers", "ingresses", "networkpolicies", "poddisruptionbudgets", "secrets",
                "serviceaccounts", "services",
            ],
            deletable.Order());
        Assert.DoesNotContain(DeployRoles.Cluster.Rules, rule => rule.Verbs.Contains(AccessVerb.Delete));
    }

    [Theory]
    [InlineData("*", "pods", "why", "A rule for everything grants more than a deploy needs; name each kind.")]
    [InlineData("", "*", "why", "A rule for everything grants more than a deploy needs; name each kind.")]
    [InlineData("", "pods", "two\nlines", "The reason becomes a comment; write it in one line.")]
    public static void A_rule_that_nobody_should_grant_cannot_be_made(string group, string resource, string reason, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new AccessRule(group, [resource], [AccessVerb.Get], reason)).Message);

    [Fact]
    public static void A_rule_that_cannot_work_cannot_be_made()
    {
        Assert.Equal(
            "A rule needs kinds and verbs; name at least one of each.",
            Assert.Throws<ArgumentException>(() => new AccessRule("", ["pods"], [], "why")).Message);
        Assert.Equal(
            "The API server knows no names of objects that are listed, watched or made; put these verbs into a rule without names.",
            Assert.Throws<ArgumentException>(() => new AccessRule("", ["pods"], [AccessVerb.List], "why", ["one"])).Message);
    }

    /// <summary>Releases with every kind of entry, with and without nodes of their own.</summary>
    private static IEnumerable<ManifestSet> Releases()
    {
        var usual = DeployChoices.Default;
        foreach (var ingress in (IngressChoice[])[IngressChoice.Alb, IngressChoice.Caddy, IngressChoice.Parse("class:nginx", null)])
        {
            var prod = Rendered.With(usual with { Ingress = ingress, NodePoolCpus = 32 });
            foreach (var compute in Enum.GetValues<ClusterComputeMode>())
            {
                yield return ManifestRendering.Render(
                    Rendered.Yaml, Rendered.Input(prod with { Cluster = prod.Cluster with { Compute = compute } }));
            }
        }
    }

    private static string Plural(string kind)
    {
        var name = kind.ToLowerInvariant();
        return name.EndsWith("ss", StringComparison.Ordinal) ? $"{name}es"
            : name.EndsWith('s') ? name
            : name.EndsWith('y') ? $"{name[..^1]}ies"
            : $"{name}s";
    }
}
