using System.Reflection;
using TutorPipeline.Kernel;
using TutorPipeline.Parameters;

namespace TutorPipeline.Tests.Parameters;

public static class SecretReadingTests
{
    [Fact]
    public static void Every_secret_parameter_is_looked_for_in_images()
    {
        var marked = typeof(IEnvironmentParameters).GetInterfaces().SelectMany(i => i.GetProperties())
            .Where(property => property.GetCustomAttribute<SecretAttribute>() is not null).Select(property => property.Name);

        Assert.Equal(marked.Order(), SecretReading.All(new Build()).Select(secret => secret.Name).Order());
    }
}
