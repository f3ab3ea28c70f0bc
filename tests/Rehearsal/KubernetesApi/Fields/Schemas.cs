using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace TutorPipeline.Rehearsal.KubernetesApi.Fields;

/// <summary>
/// The schema of every kind, read from the model types of the client library, which declare the fields; how lists and structs merge,
/// which those types do not say, is in <see cref="MergeRules"/>.
/// </summary>
internal static class Schemas
{
    private static readonly ConcurrentDictionary<Type, Schema> ByType = new();

    private static readonly Lazy<Dictionary<string, Type>> Kinds = new(FindKinds);

    // What is besides the metadata of a kind that the client library lacks is owned as a whole.
    private static readonly Schema Foreign = new(
        () => new Dictionary<string, Schema>
        {
            ["apiVersion"] = new(SchemaKind.Scalar, "string"),
            ["kind"] = new(SchemaKind.Scalar, "string"),
            ["metadata"] = Of(typeof(V1ObjectMeta)),
            ["spec"] = Schema.Anything,
            ["status"] = Schema.Anything,
        },
        atomic: false);

    /// <summary>The schema of a kind.</summary>
    public static Schema Of(string groupVersion, string kind) =>
        Kinds.Value.TryGetValue($"{groupVersion}/{kind}", out var type) ? Of(type) : Foreign;

    private static Dictionary<string, Type> FindKinds()
    {
        var kinds = new Dictionary<string, Type>();
        foreach (var type in typeof(V1Pod).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttribute<KubernetesEntityAttribute>() is { Kind.Length: > 0 } entity
                && typeof(IKubernetesObject).IsAssignableFrom(type) && !type.Name.EndsWith("List", StringComparison.Ordinal))
            {
                var groupVersion = string.IsNullOrEmpty(entity.Group) ? entity.ApiVersion : $"{entity.Group}/{entity.ApiVersion}";
                kinds.TryAdd($"{groupVersion}/{entity.Kind}", type);
            }
        }

        return kinds;
    }

    private static Schema Of(Type type) => ByType.GetOrAdd(type, Make);

    private static Schema Make(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain == typeof(byte[]) || plain == typeof(DateTime))
        {
            return new Schema(SchemaKind.Scalar, "string");
        }

        if (plain == typeof(bool))
        {
            return new Schema(SchemaKind.Scalar, "boolean");
        }

        if (plain == typeof(int) || plain == typeof(long) || plain == typeof(double))
        {
            return new Schema(SchemaKind.Scalar, "numeric");
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IDictionary<,>))
        {
            return new Schema(SchemaKind.Map, () => Of(plain.GetGenericArguments()[1]));
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IList<>))
        {
            return List(plain.GetGenericArguments()[0]);
        }

        return plain.Namespace == "k8s.Models" && plain != typeof(IntOrString) && plain != typeof(ResourceQuantity)
            ? new Schema(() => Fields(plain), MergeRules.AtomicStructs.Contains(plain.Name))
            : Schema.Anything;
    }

    private static Schema List(Type item)
    {
        var keys = MergeRules.KeysOf(item.Name);
        return keys is null
            ? new Schema(SchemaKind.AtomicList, () => Of(item))
            : new Schema(SchemaKind.KeyedList, () => Of(item)) { Keys = keys };
    }

    private static Dictionary<string, Schema> Fields(Type type)
    {
        var fields = new Dictionary<string, Schema>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonPropertyNameAttribute>() is { } named)
            {
                fields[named.Name] = MergeRules.Exception(type.Name, named.Name) ?? Of(property.PropertyType);
            }
        }

        return fields;
    }
}
