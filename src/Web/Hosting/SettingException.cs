namespace Dots.Web.Hosting;

/// <summary>A setting that the server cannot start with.</summary>
internal sealed class SettingException(string name, string problem) : Exception($"Setting {name} {problem}.");
