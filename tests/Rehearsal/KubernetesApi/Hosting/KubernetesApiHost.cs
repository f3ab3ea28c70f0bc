using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TutorPipeline.Rehearsal.KubernetesApi.Authorization;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Nodes;
using TutorPipeline.Rehearsal.KubernetesApi.Controllers.Processes;
using TutorPipeline.Rehearsal.KubernetesApi.Http;
using TutorPipeline.Rehearsal.KubernetesApi.Objects;
using TutorPipeline.Rehearsal.KubernetesApi.Storage;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>Starts the server on a loopback port, says where it is in one line of JSON, and ends on SIGTERM or SIGINT.</summary>
internal static class KubernetesApiHost
{
    public static async Task RunAsync(Options options, TextWriter output)
    {
        using var certificates = options.Tls ? new Certificates() : null;
        var store = new Store();
        if (options.State is not null)
        {
            StateFile.Attach(store, options.State);
        }

        Seed(store);
        if (options.EksRoles is not null)
        {
            Deployers.Bind(store, options.EksRoles);
        }

        var outage = new Outage(store);
        var images = new ImageRules(store);
        var programs = new Programs(store, options.JobPrograms);
        using var controllers = !options.Controllers ? null
            : new AllControllers(store, images, programs, options.TimeFactor);
        using var doors = new Doors(store, certificates);
        await using var app = Build(options, certificates, store, controllers, doors, outage);
        var access = new Access(options.Token, options.EksCluster, options.EksRoles is null ? null : Deployers.User);
        var logs = new LogStream(store, controllers?.Kubelet);
        var watches = new WatchStream(store, options.BookmarkInterval);
        var authorizer = new Authorizer(store, options.Rbac || options.EksRoles is not null);
        var control = new Control(store, new Faults(), new Requests(), images, programs, access, doors.Sicknesses, outage.BeginAsync);
        var server = new ApiServer(control, access, watches, logs, doors.Forward, authorizer, store);
        var stopping = app.Lifetime.ApplicationStopping;
        app.UseWebSockets();
        app.Run(context => UntilStoppedAsync(doors.HandlerOf(context) ?? server.HandleAsync, context, stopping));
        await app.StartAsync();

        var (url, balancer) = doors.Opened([.. app.Urls]);
        var ownKubeconfig = options.Kubeconfig is null;
        var kubeconfig = options.Kubeconfig ?? Path.Combine(Path.GetTempPath(), $"rehearsal-kubernetes-{Environment.ProcessId}.kubeconfig");
        KubeconfigFile.Write(kubeconfig, url, options.Token, certificates?.AuthorityPem);
        if (options.Authority is not null && certificates is not null)
        {
            await File.WriteAllTextAsync(options.Authority, certificates.AuthorityPem);
        }

        await output.WriteLineAsync(
            new JsonObject
            {
                ["url"] = url, ["kubeconfig"] = kubeconfig, ["pid"] = Environment.ProcessId, ["loadBalancer"] = balancer,
            }.ToJsonString());
        await output.FlushAsync();

        if (options.UntilInputEnds)
        {
            _ = Task.Run(() => StopWithInputAsync(app.Lifetime), stopping);
        }

        await app.WaitForShutdownAsync();
        if (ownKubeconfig)
        {
            File.Delete(kubeconfig);
        }
    }

    private static async Task StopWithInputAsync(IHostApplicationLifetime lifetime)
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, lifetime.ApplicationStopping);
        lifetime.StopApplication();
    }

    private static WebApplication Build(
        Options options, Certificates? certificates, Store store, AllControllers? controllers, Doors doors, Outage outage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                outage.Listen(listen);
                if (certificates is not null)
                {
                    listen.UseHttps(certificates.Server);
                }
            });
            doors.Listen(kestrel);
        });
        builder.Services.AddSingleton<IHostedService>(_ => new Collector(store));
        if (controllers is not null)
        {
            builder.Services.AddSingleton<IHostedService>(_ => controllers.Loop);
        }

        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        return builder.Build();
    }

    /// <summary>Ends watches and hanging answers when the server is told to stop.</summary>
    private static async Task UntilStoppedAsync(RequestDelegate handle, HttpContext context, CancellationToken stopping)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = both.Token;
        await handle(context);
    }

    /// <summary>The namespaces that every cluster has.</summary>
    private static void Seed(Store store)
    {
        foreach (var name in new[] { "default", "kube-system", "kube-public", "kube-node-lease" })
        {
            if (store.Get("/namespaces", null, name) is not null)
            {
                continue;
            }

            var value = new JsonObject
            {
                ["kind"] = "Namespace", ["apiVersion"] = "v1",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name, ["uid"] = Guid.NewGuid().ToString(), ["creationTimestamp"] = Defaults.Now(),
                },
            };
            Defaults.Fill(value, "Namespace");
            store.Put("/namespaces", value);
            NamespaceContents.Make(store, name);
        }
    }
}
