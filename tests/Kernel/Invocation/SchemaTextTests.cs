using System.Text.Json;
using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class SchemaTextTests
{
    private static string Schema() => SchemaText.Generate(Sample.Shape, Sample.Catalog, new SampleBuild());

    [Fact]
    public void The_schema_describes_every_parameter_that_a_file_may_hold() => Assert.Equal(
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Parameters of SampleBuild",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "$schema": {
              "type": "string"
            },
            "Bytes": {
              "type": "integer",
              "description": "Bytes that may pass."
            },
            "Count": {
              "type": "integer",
              "description": "Field of an old build.",
              "default": 3
            },
            "Env": {
              "type": "string",
              "pattern": "^[a-z0-9][a-z0-9-]*$",
              "maxLength": 63,
              "description": "The environment that is used without --env; allowed in parameters.json only."
            },
            "Factor": {
              "type": "number",
              "description": "Factor of safety."
            },
            "Fence": {
              "type": "string",
              "description": "Colour of the fence."
            },
            "Hidden": {
              "type": "string",
              "description": "Says nothing to anybody."
            },
            "InfraEngine": {
              "type": "string",
              "enum": [
                "Terraform",
                "Pulumi"
              ],
              "description": "Engine that provisions.",
              "default": "Terraform"
            },
            "Maps": {
              "type": "string",
              "description": "Folder of the maps."
            },
            "MySqlPort": {
              "type": "integer",
              "description": "Port of the MySQL server.",
              "default": 3306
            },
            "MySqlRetention": {
              "type": "string",
              "description": "How long backups are kept.",
              "default": "26h"
            },
            "OpenPorts": {
              "type": "array",
              "items": {
                "type": "integer"
              },
              "description": "Ports that are open to everybody.",
              "default": [
                80,
                443
              ]
            },
            "Parallelism": {
              "type": "integer",
              "minimum": 1,
              "description": "Runs at most so many targets at once, at least 1; by default one a core."
            },
            "PlatformName": {
              "type": "string",
              "description": "Name of the platform.",
              "default": "yourschool"
            },
            "Rules": {
              "type": "array",
              "items": {
                "type": "object"
              },
              "description": "Rules of the fence."
            },
            "SingleGate": {
              "type": "boolean",
              "description": "Whether one gate is enough.",
              "default": true
            },
            "Verbosity": {
              "type": "string",
              "enum": [
                "quiet",
                "minimal",
                "normal",
                "verbose"
              ],
              "description": "Says less or more: quiet, minimal, normal (the default) or verbose."
            },
            "Zones": {
              "type": "array",
              "items": {
                "type": "string"
              },
              "description": "Names of the zones.",
              "default": [
                "a",
                "b"
              ]
            }
          }
        }

        """,
        Schema());

    [Fact]
    public void The_schema_is_the_same_every_time_and_ends_with_a_line_break()
    {
        Assert.Equal(Schema(), Schema());
        Assert.EndsWith("}\n", Schema(), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Schema());
    }

    [Fact]
    public void Every_default_of_the_schema_can_be_read_back()
    {
        using var repository = new Repository();
        using var schema = JsonDocument.Parse(Schema());
        var defaults = schema.RootElement.GetProperty("properties").EnumerateObject()
            .Where(property => property.Value.TryGetProperty("default", out _))
            .Select(property => $"\"{property.Name}\": {property.Value.GetProperty("default").GetRawText()}")
            .ToList();

        var result = repository.With("parameters.json", $"{{ {string.Join(", ", defaults)} }}").Read();

        Assert.Equal(8, defaults.Count);
        Assert.Empty(result.Faults);
        Assert.True(result.Values.TryGet("MySqlRetention", out var retention));
        Assert.Equal(TimeSpan.FromHours(26), retention);
    }
}
