using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TutorPipeline.KubernetesApi.Tests;

/// <summary>Who may do what, in a real server's words.</summary>
public static class RbacTests
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";

    [Fact]
    public static async Task A_user_may_do_what_bound_roles_allow_and_nothing_else()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        await server.SendAsync("POST", Roles + "/roles", JsonNode.Parse("""
            {"metadata":{"name":"deployer"},"rules":[
             {"apiGroups":["apps"],"resources":["deployments","*/scale"],"verbs":["get","list","watch","patch"]},
             {"apiGroups":[""],"resources":["secrets"],"resourceNames":["mine"],"verbs":["get"]}]}
            """));
        await server.SendAsync("POST", Roles + "/rolebindings", JsonNode.Parse("""
            {"metadata":{"name":"deployer"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"deployer"},
             "subjects":[{"kind":"Group","name":"deployers","apiGroup":"rbac.authorization.k8s.io"}]}
            """));
        await server.SendAsync(
            "POST", "/rehearsal/users", JsonNode.Parse("""{"token":"hers","user":"ann","groups":["deployers"]}"""));
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "hers");

        Assert.Equal(200, (await server.SendAsync("GET", "/apis/apps/v1/namespaces/default/deployments")).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "/apis/apps/v1/namespaces/default/deployments/lms/scale")).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "/api/v1/namespaces/default/secrets/mine")).Status);
        await ForbiddenAsync(
            server, "GET", "/api/v1/namespaces/default/secrets/other",
            "secrets \"other\" is forbidden: User \"ann\" cannot get resource \"secrets\" in API group \"\" in the namespace \"default\"");
        await ForbiddenAsync(
            server, "GET", "/apis/apps/v1/deployments",
            "deployments.apps is forbidden: User \"ann\" cannot list resource \"deployments\" in API group \"apps\" at the cluster scope");
        await ForbiddenAsync(
            server, "PATCH", "/apis/apps/v1/namespaces/default/deployments/lms?fieldManager=ann",
            "deployments.apps \"lms\" is forbidden: User \"ann\" cannot create resource \"deployments\" in API group \"apps\" in the "
            + "namespace \"default\"");
    }

    [Fact]
    public static async Task Whoever_comes_with_a_token_of_eks_has_the_roles_of_the_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """
                # Two documents, as rbac.yml has them.
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: one}
                rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: two}
                rules: [{apiGroups: [apps], resources: [deployments], verbs: [list]}]
                """);
            await using var server = await ApiServerProcess.StartAsync("--eks-cluster", "any", "--eks-roles", file);
            Assert.Equal(200, (await server.SendAsync("GET", "/api/v1/nodes")).Status);
            const string Url = "https://sts.amazonaws.com/?Action=GetCallerIdentity&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Signature=1";
            var token = "k8s-aws-v1." + System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(Url));
            server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(200, (await server.SendAsync("GET", "/api/v1/secrets")).Status);
            Assert.Equal(200, (await server.SendAsync("GET", "/apis/apps/v1/deployments")).Status);
            await ForbiddenAsync(
                server, "GET", "/api/v1/nodes",
                "nodes is forbidden: User \"deployer\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public static async Task A_review_of_ones_own_access_says_the_same()
    {
        await using var server = await ApiServerProcess.StartAsync("--rbac");
        await server.SendAsync("POST", "/rehearsal/users", JsonNode.Parse("""{"token":"hers","user":"ann"}"""));
        const string Question = """{"spec":{"resourceAttributes":{"verb":"get","resource":"secrets","namespace":"default"}}}""";
        const string Path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
        Assert.True((bool?)(await server.SendAsync("POST", Path, JsonNode.Parse(Question))).Body!["status"]!["allowed"]);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "hers");
        Assert.False((bool?)(await server.SendAsync("POST", Path, JsonNode.Parse(Question))).Body!["status"]!["allowed"]);
    }

    [Fact]
    public static async Task Without_roles_switched_on_everybody_with_a_token_may_do_everything()
    {
        await using var server = await ApiServerProcess.StartAsync();
        await server.SendAsync("POST", "/rehearsal/users", JsonNode.Parse("""{"token":"hers","user":"ann"}"""));
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "hers");
        Assert.Equal(200, (await server.SendAsync("GET", "/api/v1/secrets")).Status);
    }

    private static async Task ForbiddenAsync(ApiServerProcess server, string method, string path, string message)
    {
        var body = method == "GET" ? null : JsonNode.Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"lms"}}""");
        var (status, answer) = await server.SendAsync(method, path, body, "application/apply-patch+yaml");
        Assert.Equal(403, status);
        Assert.Equal("Forbidden", (string?)answer!["reason"]);
        Assert.Equal(message, (string?)answer["message"]);
    }
}
