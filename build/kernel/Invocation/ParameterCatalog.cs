using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using TutorPipeline.Kernel.Additions;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>Every parameter of a build class: its own, its bases' and its components'.</summary>
internal sealed class ParameterCatalog
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<ParameterMember> parameters = [];
    private readonly Dictionary<string, ParameterMember> byName = new(StringComparer.Ordinal);

    private ParameterCatalog()
    {
    }

    /// <summary>The parameters: the class's first, then its bases', then its components', each in declaration order.</summary>
    public IReadOnlyList<ParameterMember> Parameters => parameters;

    /// <summary>Finds all parameters of a build class.</summary>
    /// <exception cref="InvalidOperationException">Two members share a name, or one has the name of a built-in option.</exception>
    public static ParameterCatalog Of(Type buildType)
    {
        var catalog = new ParameterCatalog();
        for (var type = buildType; type is not null && type != typeof(object); type = type.BaseType)
        {
            catalog.AddMembersOf(type);
        }

        foreach (var component in buildType.GetInterfaces())
        {
            if (component.Assembly != typeof(object).Assembly)
            {
                catalog.AddMembersOf(component);
            }
        }

        return catalog;
    }

    /// <summary>Finds a parameter by its name in any spelling: <c>MySqlPort</c>, <c>mysql-port</c>, <c>my-sql-port</c>.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ParameterMember? parameter) =>
        byName.TryGetValue(ParameterName.Normalise(name), out parameter);

    private void AddMembersOf(Type type)
    {
        foreach (var property in type.GetProperties(Declared))
        {
            if (property.IsDefined(typeof(ParameterAttribute), inherit: false))
            {
                Add(property, property.PropertyType, type);
            }
        }

        if (type.IsInterface)
        {
            return;
        }

        foreach (var field in type.GetFields(Declared))
        {
            if (field.IsDefined(typeof(ParameterAttribute), inherit: false))
            {
                Add(field, field.FieldType, type);
            }
        }
    }

    private void Add(MemberInfo member, Type memberType, Type declaringType)
    {
        var attribute = (ParameterAttribute)member.GetCustomAttributes(typeof(ParameterAttribute), inherit: false)[0];
        var name = attribute.Name ?? member.Name;
        var key = ParameterName.Normalise(name);
        var builtIn = BuiltInOption.Find(key);
        var parameter = new ParameterMember(
            name,
            memberType,
            attribute.Description,
            member.IsDefined(typeof(SecretAttribute), inherit: false),
            member.IsDefined(typeof(RequiredAttribute), inherit: false),
            member.IsDefined(typeof(CommandLineOnlyAttribute), inherit: false),
            attribute.List && builtIn is null,
            attribute.Separator,
            declaringType,
            member);
        if (builtIn is not null && builtIn.Id != BuiltIn.Env)
        {
            throw new InvalidOperationException(
                $"The parameter {declaringType.Name}.{member.Name} has the name of the built-in option {builtIn.Name}; "
                + "give it another name.");
        }

        if (byName.TryAdd(key, parameter))
        {
            parameters.Add(parameter);
        }
        else if (!Overrides(byName[key], parameter))
        {
            throw new InvalidOperationException(
                $"The parameters {byName[key].DeclaringType.Name}.{byName[key].Member.Name} and {declaringType.Name}.{member.Name} "
                + "have the same name when case and dashes are ignored; rename one of them.");
        }
    }

    // A class's member comes first in the walk and stands for the base's or component's member that it implements or overrides.
    private static bool Overrides(ParameterMember first, ParameterMember second) =>
        !first.DeclaringType.IsInterface
        && first.Member.Name == second.Member.Name
        && first.Type == second.Type
        && second.DeclaringType.IsAssignableFrom(first.DeclaringType);
}
