using System.ComponentModel;
using System.Globalization;

namespace TutorPipeline.Model.Values;

/// <summary>Lets frameworks that know only <see cref="TypeConverter"/> read values that parse themselves.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed class ParsableConverter<T> : TypeConverter
    where T : IParsable<T>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? T.Parse(text, CultureInfo.InvariantCulture) : base.ConvertFrom(context, culture, value);
}
