namespace Dots.Application.Common;

/// <summary>An outcome that is the caller's to mend; the message is written for them. Each kind has one HTTP status.</summary>
public abstract class RequestException(string message) : Exception(message);

/// <summary>Nothing there by that name (404).</summary>
public sealed class NotFoundException(string what, object id) : RequestException($"There is no {what} {id}.");

/// <summary>The request needs a signed-in user (401).</summary>
public sealed class NotSignedInException() : RequestException("Sign in first: send a bearer token or the session cookie.");

/// <summary>Signed in, but this is somebody else's (403).</summary>
public sealed class ForbiddenException(string message) : RequestException(message);

/// <summary>The request contradicts the present state (409).</summary>
public sealed class ConflictException(string message) : RequestException(message);

/// <summary>A name that several things have (409); the client is to choose one by its id.</summary>
public sealed class AmbiguousNameException(string message, IReadOnlyList<Guid> ids) : RequestException(message)
{
    public IReadOnlyList<Guid> Ids { get; } = ids;
}

/// <summary>The If-Match precondition names a revision that is no longer the current one (412, RFC 9110 section 13.1.1).</summary>
public sealed class StaleException(int currentRevision)
    : RequestException($"It has been changed meanwhile; the current revision is {currentRevision}.")
{
    public int CurrentRevision { get; } = currentRevision;
}

/// <summary>A file is not what a writer's precondition says (412, RFC 9110 sections 13.1.1 and 13.1.2).</summary>
public sealed class FileChangedException(bool isThere)
    : RequestException(isThere ? "There is another file by that name; nothing was changed." : "There is no file by that name any more.");

/// <summary>More bytes than one thing may have (413).</summary>
public sealed class TooLargeException(long maxBytes) : RequestException($"At most {maxBytes} bytes are taken.");

/// <summary>More than there is room for (507); nothing was kept.</summary>
public sealed class OutOfSpaceException(string message) : RequestException(message);

/// <summary>Too much of something (429); worth trying again after <see cref="RetryAfter"/>.</summary>
public sealed class TooManyRequestsException(string message, TimeSpan retryAfter) : RequestException(message)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>
/// The server cannot take the write now (503); worth trying again. It has changed nothing, unless the message says that it does not know.
/// </summary>
public sealed class OverloadedException(string message, Exception? inner = null) : Exception(message, inner);
