namespace Dots.Domain.Solving;

/// <summary>Variables in the order of their activity, the highest first: a binary heap whose members can rise. Not thread-safe.</summary>
internal sealed class VariableHeap(List<double> activities)
{
    private readonly List<int> _heap = [];
    private readonly List<int> _positions = [];

    /// <summary>Adds it unless it is there.</summary>
    public void Add(int variable)
    {
        while (_positions.Count <= variable)
        {
            _positions.Add(-1);
        }

        if (_positions[variable] < 0)
        {
            _heap.Add(variable);
            Place(variable, _heap.Count - 1);
            Rise(_heap.Count - 1);
        }
    }

    /// <summary>Its activity has grown.</summary>
    public void Raise(int variable)
    {
        if (_positions[variable] >= 0)
        {
            Rise(_positions[variable]);
        }
    }

    /// <summary>Removes variables up to the first one without a value, and returns that; -1 if all have one.</summary>
    public int Take(List<sbyte> values)
    {
        while (_heap.Count > 0)
        {
            var top = _heap[0];
            var last = _heap[^1];
            _heap.RemoveAt(_heap.Count - 1);
            _positions[top] = -1;
            if (_heap.Count > 0)
            {
                Place(last, 0);
                Sink(0);
            }

            if (values[top] == 0)
            {
                return top;
            }
        }

        return -1;
    }

    private void Rise(int position)
    {
        var variable = _heap[position];
        while (position > 0 && activities[_heap[(position - 1) / 2]] < activities[variable])
        {
            Place(_heap[(position - 1) / 2], position);
            position = (position - 1) / 2;
        }

        Place(variable, position);
    }

    private void Sink(int position)
    {
        var variable = _heap[position];
        for (var child = (2 * position) + 1; child < _heap.Count; child = (2 * position) + 1)
        {
            if (child + 1 < _heap.Count && activities[_heap[child + 1]] > activities[_heap[child]])
            {
                child++;
            }

            if (activities[_heap[child]] <= activities[variable])
            {
                break;
            }

            Place(_heap[child], position);
            position = child;
        }

        Place(variable, position);
    }

    private void Place(int variable, int position)
    {
        _heap[position] = variable;
        _positions[variable] = position;
    }
}
