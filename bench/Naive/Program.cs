using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

// The obvious first implementation, for comparison only: a channel and a task per client. Nothing is stored, streams cannot resume, and a
// slow reader's channel grows without bound.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
var clients = new ConcurrentDictionary<Channel<byte[]>, bool>();

app.MapGet("/events", async context =>
{
    var channel = Channel.CreateUnbounded<byte[]>();
    clients[channel] = true;
    try
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var frame in channel.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
    catch (OperationCanceledException)
    {
        // The client disconnected.
    }
    finally
    {
        clients.TryRemove(channel, out _);
    }
});

// One fan-out at a time; concurrent ones would give the clients different orders.
var fanOut = new Lock();
app.MapPost("/publish", async context =>
{
    using var reader = new System.IO.StreamReader(context.Request.Body);
    var frame = Encoding.UTF8.GetBytes($"data: {await reader.ReadToEndAsync()}\n\n");
    lock (fanOut)
    {
        foreach (var client in clients.Keys)
        {
            client.Writer.TryWrite(frame);
        }
    }

    context.Response.StatusCode = StatusCodes.Status204NoContent;
});

app.Run();
