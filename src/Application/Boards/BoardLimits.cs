using Dots.Application.Common;

namespace Dots.Application.Boards;

/// <summary>How many boards may be stored.</summary>
public sealed class BoardLimits : CountLimits;
