namespace Dots.Domain.Activities;

/// <summary>Refers to bytes in the file store.</summary>
/// <param name="Id">The key in the file store. It is not derived from the file's name, which clients choose.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
/// <param name="Md5">In lower-case hexadecimal digits; clients identify files by it.</param>
public sealed record FileContent(Guid Id, long Size, string Sha256, string Md5);
