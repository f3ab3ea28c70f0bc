using TutorPipeline.Infra.Connections;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Stages;

/// <summary>Finds the doors of an environment in what its stacks hand over.</summary>
internal static class ConnectionPlaces
{
    public static ConnectionSources Of(Infrastructure infrastructure) => new(
        _ => Task.FromResult<BastionPlace?>(null),
        async (service, cancellationToken) => service switch
        {
            BackingService.MySql =>
                Known(await infrastructure.Outputs.MySqlAsync(cancellationToken)) is { } mySql ? new(mySql.Address, mySql.Port) : null,
            BackingService.MongoDb =>
                Known(await infrastructure.Outputs.MongoDbAsync(cancellationToken)) is { } mongo ? new(mongo.Endpoint, mongo.Port) : null,
            BackingService.Redis =>
                Known(await infrastructure.Outputs.RedisAsync(cancellationToken)) is { } redis
                    ? new(redis.PrimaryEndpoint, redis.Port) : null,
            _ => null,
        },
        infrastructure.SecretsAsync);

    private static TOutputs? Known<TOutputs>(Upstream<TOutputs> upstream)
        where TOutputs : class => upstream.PlaceholdersFrom is null ? upstream.Outputs : null;
}
