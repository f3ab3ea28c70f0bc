using System.Linq.Expressions;
using System.Reflection;

namespace TutorPipeline.Kernel.Planning;

/// <summary>Evaluates the small lambdas of Requires: members are read directly, anything else is interpreted.</summary>
internal static class ExpressionValue
{
    /// <summary>The lambda's result.</summary>
    public static object? Of(LambdaExpression lambda) => Of(lambda.Body);

    /// <summary>The expression without conversions around it.</summary>
    public static Expression Unwrap(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion)
            expression = conversion.Operand;
        return expression;
    }

    private static object? Of(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(
            member.Expression is null ? null : Of(member.Expression), BindingFlags.DoNotWrapExceptions, null, null, null),
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Of(member.Expression)),
        UnaryExpression { NodeType: ExpressionType.Convert } conversion when IsHarmless(conversion) => Of(conversion.Operand),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };

    // Boxing, casts and the step to a nullable type leave the value as it is.
    private static bool IsHarmless(UnaryExpression conversion) =>
        !conversion.Type.IsValueType || Nullable.GetUnderlyingType(conversion.Type) == conversion.Operand.Type;
}
