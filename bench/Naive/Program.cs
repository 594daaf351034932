using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

// What one writes first: a channel and a task for each client. Nothing is kept, nothing can be resumed, and a slow reader's channel grows
// without bound. Here for comparison only.
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
        // The client went away.
    }
    finally
    {
        clients.TryRemove(channel, out _);
    }
});

// One publisher at a time: otherwise two of them walk the clients at once, and the clients disagree about the order.
var order = new Lock();
app.MapPost("/publish", async context =>
{
    using var reader = new System.IO.StreamReader(context.Request.Body);
    var frame = Encoding.UTF8.GetBytes($"data: {await reader.ReadToEndAsync()}\n\n");
    lock (order)
    {
        foreach (var client in clients.Keys)
        {
            client.Writer.TryWrite(frame);
        }
    }

    context.Response.StatusCode = StatusCodes.Status204NoContent;
});

app.Run();
