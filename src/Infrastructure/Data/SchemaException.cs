namespace Dots.Infrastructure.Data;

/// <summary>This version cannot use the database's schema.</summary>
/// <param name="message">Completes "a database that cannot be used: …", without a full stop.</param>
public sealed class SchemaException(string message) : Exception(message);
