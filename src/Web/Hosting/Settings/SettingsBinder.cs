using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Dots.Web.Hosting.Settings;

/// <summary>
/// Binds options classes to sections of the configuration. Every public property with a public setter is a setting. Not thread-safe.
/// </summary>
/// <remarks>
/// Values are checked here before the framework's binder converts them, because the binder reports a bad value as an exception that names
/// no range and no alternatives, treats an empty value as an error (an environment file may leave a setting empty for its default), and
/// does not split <c>a,b</c> into a list.
/// </remarks>
internal sealed class SettingsBinder(IServiceCollection services, IConfiguration configuration)
{
    public SettingNames Names { get; } = new();

    public RenamedSettings Renamed { get; } = new(configuration);

    /// <param name="section">Where the settings are; empty for the top of the configuration.</param>
    /// <param name="defaults">Sets defaults that depend on other settings.</param>
    /// <returns>The bound value, for what is needed before there are services.</returns>
    /// <exception cref="SettingException">A setting has a value that it cannot have.</exception>
    public T Bind<T>(string section = "", Action<T>? defaults = null)
        where T : class, new()
    {
        var values = new ConfigurationBuilder().AddInMemoryCollection(ReadProperties(typeof(T), section)).Build();
        var options = services.AddOptions<T>();
        if (defaults is not null)
        {
            options.Configure(defaults);
        }

        // Once more at the start, because code may configure the options, too.
        options.Bind(values).ValidateDataAnnotations().ValidateOnStart();

        var bound = new T();
        defaults?.Invoke(bound);
        values.Bind(bound);
        Validate(bound, section);
        return bound;
    }

    private static string NameOf(string section, string property) => section.Length == 0 ? property : ConfigurationPath.Combine(section, property);

    private static void Validate(object options, string section)
    {
        var failures = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true))
        {
            throw new SettingException(NameOf(section, failures[0].MemberNames.First()), failures[0].ErrorMessage!);
        }
    }

    private Dictionary<string, string?> ReadProperties(Type options, string section)
    {
        var values = new Dictionary<string, string?>();
        foreach (var property in options.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            var name = NameOf(section, property.Name);
            if (property.PropertyType == typeof(IReadOnlyList<string>))
            {
                Names.AddList(name);
                foreach (var (item, i) in ReadList(name).Select((item, i) => (item, i)))
                {
                    values[ConfigurationPath.Combine(property.Name, i.ToString(CultureInfo.InvariantCulture))] = item;
                }

                continue;
            }

            Names.Add(name);
            var given = Renamed.NameGivenFor(name);
            if (configuration[given] is { Length: > 0 } text)
            {
                values[property.Name] = Check(property, given, text);
            }
        }

        return values;
    }

    // As "a,b" (one environment variable) or as a JSON array.
    private string[] ReadList(string name) =>
    [
        .. (configuration[name] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        .. configuration.GetSection(name).GetChildren().Select(child => child.Value).OfType<string>(),
    ];

    /// <returns>The value as the framework's binder understands it.</returns>
    private static string Check(PropertyInfo property, string name, string text)
    {
        var type = property.PropertyType;
        if (type == typeof(string))
        {
            return text;
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(text, out _) ? text : throw new SettingException(name, $"must be true or false, not '{text}'");
        }

        if (type.IsEnum)
        {
            // Not Enum.TryParse, which also accepts numbers.
            return Enum.GetNames(type).FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw new SettingException(name, $"must be one of {string.Join(", ", Enum.GetNames(type))}, not '{text}'");
        }

        var range = property.GetCustomAttribute<RangeAttribute>()
            ?? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} must state its range.");
        var least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        var most = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= least && number <= most))
        {
            throw new SettingException(
                name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}, not '{text}'"));
        }

        if (type == typeof(double))
        {
            return text;
        }

        return double.IsInteger(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : throw new SettingException(name, $"must be a whole number, not '{text}'");
    }
}
