using System.Runtime.InteropServices;

namespace Dots.Domain.Solving;

/// <summary>
/// A solver for propositional formulas in conjunctive normal form by conflict-driven clause learning (N. Eén and N. Sörensson, "An Extensible
/// SAT-solver", 2003).
/// </summary>
/// <remarks>
/// <para>It repeats three steps. <b>Propagate</b>: a clause of which all literals but one are false makes the last one true. <b>Decide</b>: if
/// nothing follows, assume a literal, of the variable that took part in most recent conflicts. <b>Learn</b>: if all literals of a clause are
/// false, the assumptions that led there are resolved into a new clause, which rules out every search that would fail for the same reason; the
/// search goes back to the assumption from which that clause has a consequence.</para>
/// <para>Variables are numbered from 0. The literal <c>2v</c> says that variable <c>v</c> is true, <c>2v + 1</c> that it is false. Clauses can be
/// added between searches. Not thread-safe.</para>
/// </remarks>
internal sealed class SatSolver
{
    private const double ActivityDecay = 0.95;
    private const int RestartUnit = 128;

    // All clauses, one after another: their length, their level (0 for those that must not be forgotten), and their literals.
    private readonly List<int> _clauses = [];
    private readonly List<List<Watch>> _watches = [];
    private readonly List<sbyte> _values = [];
    private readonly List<int> _levels = [];
    private readonly List<int> _reasons = [];
    private readonly List<bool> _phases = [];
    private readonly List<double> _activities = [];
    private readonly List<int> _trail = [];
    private readonly List<int> _levelStarts = [];
    private readonly List<int> _learnt = [];
    private readonly VariableHeap _order;
    private bool[] _seen = [];
    private double _increment = 1;
    private int _propagated;
    private int _maxLearnt = 4000;
    private bool _isContradictory;

    public SatSolver() => _order = new VariableHeap(_activities);

    public int VariableCount => _values.Count;

    /// <summary>How many assumptions have failed.</summary>
    public long Conflicts { get; private set; }

    /// <summary>In literals, of all clauses.</summary>
    public int Size => _clauses.Count;

    private int Level => _levelStarts.Count;

    public static int Positive(int variable) => 2 * variable;

    public static int Negative(int variable) => (2 * variable) + 1;

    public static int Not(int literal) => literal ^ 1;

    /// <param name="phase">What is assumed first.</param>
    public int AddVariable(bool phase = false)
    {
        var variable = VariableCount;
        _values.Add(0);
        _levels.Add(0);
        _reasons.Add(-1);
        _phases.Add(phase);
        _activities.Add(0);
        _watches.Add([]);
        _watches.Add([]);
        _order.Add(variable);
        return variable;
    }

    /// <summary>The value in the last solution.</summary>
    public bool IsTrue(int variable) => _values[variable] > 0;

    /// <summary>Adds a clause, of at least one literal. Ends the search, so that the values are lost.</summary>
    public void AddClause(params ReadOnlySpan<int> literals)
    {
        Backtrack(0);
        var kept = new List<int>(literals.Length);
        foreach (var literal in literals)
        {
            if (ValueOf(literal) > 0 || kept.Contains(Not(literal)))
            {
                return;
            }

            if (ValueOf(literal) == 0 && !kept.Contains(literal))
            {
                kept.Add(literal);
            }
        }

        if (kept.Count == 0)
        {
            _isContradictory = true;
        }
        else if (kept.Count == 1)
        {
            Assign(kept[0], -1);
        }
        else
        {
            Store(CollectionsMarshal.AsSpan(kept), level: 0);
        }
    }

    /// <summary>Searches for values that satisfy all clauses.</summary>
    /// <param name="maxConflicts">After that many it is given up.</param>
    /// <param name="cancellation">Observed after each conflict, and after each thousand decisions.</param>
    /// <returns>Null if it was given up.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool? Solve(long maxConflicts, CancellationToken cancellation)
    {
        if (_isContradictory)
        {
            return false;
        }

        _seen = new bool[VariableCount];
        var end = Conflicts + maxConflicts;
        for (var restarts = 1; ; restarts++)
        {
            Backtrack(0);
            var outcome = Search(RestartUnit * Luby(restarts), end, cancellation);
            if (outcome is not null || Conflicts >= end)
            {
                return outcome;
            }
        }
    }

    private bool? Search(long conflicts, long end, CancellationToken cancellation)
    {
        var decisions = 0;
        while (true)
        {
            var conflict = Propagate();
            if (conflict >= 0)
            {
                Conflicts++;
                conflicts--;
                if (Level == 0)
                {
                    _isContradictory = true;
                    return false;
                }

                cancellation.ThrowIfCancellationRequested();
                Learn(conflict);
                _increment /= ActivityDecay;
                continue;
            }

            if (conflicts <= 0 || Conflicts >= end)
            {
                return null;
            }

            if (_learnt.Count > _maxLearnt)
            {
                Backtrack(0);
                ForgetClauses();
                continue;
            }

            var variable = _order.Take(_values);
            if (variable < 0)
            {
                return true;
            }

            if ((++decisions & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            _levelStarts.Add(_trail.Count);
            Assign(_phases[variable] ? Positive(variable) : Negative(variable), -1);
        }
    }

    /// <returns>The clause that is false; -1 if there is none.</returns>
    private int Propagate()
    {
        var values = CollectionsMarshal.AsSpan(_values);
        var clauses = CollectionsMarshal.AsSpan(_clauses);
        while (_propagated < _trail.Count)
        {
            var isFalse = Not(_trail[_propagated++]);
            var watches = _watches[isFalse];
            var span = CollectionsMarshal.AsSpan(watches);
            var kept = 0;
            for (var i = 0; i < span.Length; i++)
            {
                var watch = span[i];
                if (ValueIn(values, watch.Other) > 0)
                {
                    span[kept++] = watch;
                    continue;
                }

                // Of the two watched literals, which come first, the false one is put second.
                var literals = clauses.Slice(watch.Clause + 2, clauses[watch.Clause]);
                if (literals[0] == isFalse)
                {
                    (literals[0], literals[1]) = (literals[1], isFalse);
                }

                var first = literals[0];
                if (ValueIn(values, first) <= 0 && Replace(literals, values) is >= 0 and var position)
                {
                    (literals[1], literals[position]) = (literals[position], isFalse);
                    _watches[literals[1]].Add(watch with { Other = first });
                    continue;
                }

                span[kept++] = watch with { Other = first };
                if (ValueIn(values, first) < 0)
                {
                    for (i++; i < span.Length; i++)
                    {
                        span[kept++] = span[i];
                    }

                    watches.RemoveRange(kept, watches.Count - kept);
                    _propagated = _trail.Count;
                    return watch.Clause;
                }

                if (ValueIn(values, first) == 0)
                {
                    Assign(first, watch.Clause);
                }
            }

            watches.RemoveRange(kept, watches.Count - kept);
        }

        return -1;
    }

    /// <summary>Finds a literal that can be watched in place of the second.</summary>
    private static int Replace(ReadOnlySpan<int> literals, ReadOnlySpan<sbyte> values)
    {
        for (var i = 2; i < literals.Length; i++)
        {
            if (ValueIn(values, literals[i]) >= 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Resolves the conflict up to its first unique implication point, and goes back to where the learnt clause has a consequence.</summary>
    private void Learn(int conflict)
    {
        var learnt = new List<int> { 0 };
        var open = 0;
        var position = _trail.Count - 1;
        var literal = -1;
        for (var clause = conflict; ;)
        {
            foreach (var other in LiteralsOf(clause))
            {
                var variable = other / 2;
                if (other == literal || _seen[variable] || _levels[variable] == 0)
                {
                    continue;
                }

                _seen[variable] = true;
                Bump(variable);
                if (_levels[variable] == Level)
                {
                    open++;
                }
                else
                {
                    learnt.Add(other);
                }
            }

            while (!_seen[_trail[position] / 2])
            {
                position--;
            }

            literal = _trail[position--];
            _seen[literal / 2] = false;
            if (--open == 0)
            {
                break;
            }

            clause = _reasons[literal / 2];
        }

        learnt[0] = Not(literal);
        var all = learnt.ToArray();
        learnt.RemoveAll(other => other != learnt[0] && IsImplied(other));
        foreach (var other in all)
        {
            _seen[other / 2] = false;
        }

        // The second literal is watched as well, so it has to be the last one that becomes unknown again.
        var back = 0;
        for (var i = 1; i < learnt.Count; i++)
        {
            if (_levels[learnt[i] / 2] > back)
            {
                back = _levels[learnt[i] / 2];
                (learnt[1], learnt[i]) = (learnt[i], learnt[1]);
            }
        }

        var level = learnt.Select(other => _levels[other / 2]).Distinct().Count();
        Backtrack(back);
        if (learnt.Count == 1)
        {
            Assign(learnt[0], -1);
            return;
        }

        var stored = Store(CollectionsMarshal.AsSpan(learnt), level);
        _learnt.Add(stored);
        Assign(learnt[0], stored);
    }

    /// <summary>Whether the other literals of the clause being learnt imply this one.</summary>
    private bool IsImplied(int literal)
    {
        if (_reasons[literal / 2] is < 0)
        {
            return false;
        }

        foreach (var other in LiteralsOf(_reasons[literal / 2]))
        {
            if (other / 2 != literal / 2 && !_seen[other / 2] && _levels[other / 2] > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Removes the half of the learnt clauses whose literals come from most levels, because these are used least.</summary>
    private void ForgetClauses()
    {
        var levels = _learnt.ToDictionary(clause => clause, clause => _clauses[clause + 1]);
        var forgotten = _learnt.Where(clause => levels[clause] > 2).OrderByDescending(clause => levels[clause]).Take(_learnt.Count / 2).ToHashSet();
        var old = _clauses.ToArray();
        var learnt = _learnt.ToHashSet();
        _clauses.Clear();
        _learnt.Clear();
        _watches.ForEach(watches => watches.Clear());
        for (var clause = 0; clause < old.Length; clause += old[clause] + 2)
        {
            if (forgotten.Contains(clause))
            {
                continue;
            }

            var stored = Store(old.AsSpan(clause + 2, old[clause]), old[clause + 1]);
            if (learnt.Contains(clause))
            {
                _learnt.Add(stored);
            }
        }

        // What is true without an assumption needs no reason.
        foreach (var literal in _trail)
        {
            _reasons[literal / 2] = -1;
        }

        _propagated = 0;
        _maxLearnt += _maxLearnt / 10;
    }

    private int Store(ReadOnlySpan<int> literals, int level)
    {
        var clause = _clauses.Count;
        _clauses.Add(literals.Length);
        _clauses.Add(level);
        _clauses.AddRange(literals);
        _watches[literals[0]].Add(new Watch(clause, literals[1]));
        _watches[literals[1]].Add(new Watch(clause, literals[0]));
        return clause;
    }

    private Span<int> LiteralsOf(int clause) => CollectionsMarshal.AsSpan(_clauses).Slice(clause + 2, _clauses[clause]);

    private void Assign(int literal, int reason)
    {
        var variable = literal / 2;
        _values[variable] = (literal & 1) == 0 ? (sbyte)1 : (sbyte)-1;
        _levels[variable] = Level;
        _reasons[variable] = reason;
        _trail.Add(literal);
    }

    private void Backtrack(int level)
    {
        if (level >= Level)
        {
            return;
        }

        var start = _levelStarts[level];
        for (var i = _trail.Count - 1; i >= start; i--)
        {
            var variable = _trail[i] / 2;
            _phases[variable] = _values[variable] > 0;
            _values[variable] = 0;
            _order.Add(variable);
        }

        _trail.RemoveRange(start, _trail.Count - start);
        _levelStarts.RemoveRange(level, _levelStarts.Count - level);
        _propagated = start;
    }

    private void Bump(int variable)
    {
        _activities[variable] += _increment;
        if (_activities[variable] > 1e100)
        {
            foreach (ref var activity in CollectionsMarshal.AsSpan(_activities))
            {
                activity *= 1e-100;
            }

            _increment *= 1e-100;
        }

        _order.Raise(variable);
    }

    private int ValueOf(int literal) => ValueIn(CollectionsMarshal.AsSpan(_values), literal);

    private static int ValueIn(ReadOnlySpan<sbyte> values, int literal) => (literal & 1) == 0 ? values[literal >> 1] : -values[literal >> 1];

    /// <summary>1, 1, 2, 1, 1, 2, 4, 1, 1, 2, …: optimal for restarts of a search of unknown length (Luby et al. 1993).</summary>
    private static long Luby(int number)
    {
        for (var k = 1; ; k++)
        {
            if (number == (1 << k) - 1)
            {
                return 1L << (k - 1);
            }

            if (number < (1 << k) - 1)
            {
                return Luby(number - (1 << (k - 1)) + 1);
            }
        }
    }

    /// <param name="Clause">Where it begins.</param>
    /// <param name="Other">Another literal of it: while that is true, the clause need not be looked at.</param>
    private readonly record struct Watch(int Clause, int Other);
}
