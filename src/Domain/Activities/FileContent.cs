namespace Dots.Domain.Activities;

/// <summary>Bytes that are kept outside of the database.</summary>
/// <param name="Id">Under which they are kept; nothing of a file's name is in it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
/// <param name="Md5">The same; clients know files by it.</param>
public sealed record FileContent(Guid Id, long Size, string Sha256, string Md5);
