<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BytesPanel</name>
    <message>
        <source>receive buffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send buffers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time in the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffer bloat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries, timeouts and dead work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pressure signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pressure by client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cumulative distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tail of the distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth, bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth, items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drain time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput, per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>excess p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries and dead work of all senders, per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>useful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of visits to %1 within a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of visits to %1 beyond a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, at B %1, difference %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grade %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visit was completed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node has a limited number of workers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 busy, %2 blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receive buffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send buffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing holds bytes here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No producer has several clients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client %1, hostile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 under way, %2 refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked, no room ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queues and store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held by the sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>send buffer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receive buffer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the hostile one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the workers, last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients of %1, %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a stage, or a producer that feeds one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capacity %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Guess</name>
    <message>
        <source>like 200 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like 5 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like 90/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like 60/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exactly right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % too low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 times too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 times too low</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater</name>
    <message>
        <source>Producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows every item to each of its readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spreads items over a pool of stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A wire with kernel buffers, on a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A queue and the workers that empty it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario as it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario under another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the window as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the window as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Highwater</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One event, then pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by one event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step to the next &amp;answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next request that is answered, then pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the answer before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where the request before was answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by a se&amp;cond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On by a second of the run, then pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by a second of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;until…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until a time, a count or a condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;estart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again with the same seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart with a &amp;new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again with other random numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 times real time, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fast as &amp;possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As fast as possible, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy of the selected producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected producer, else the last one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;consumer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One worker more at the selected stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a consumer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One worker less at the selected stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sp&amp;ike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four times the arrivals for 5 seconds of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go &amp;live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this scenario for real: an HTTP endpoint, real clients, the machine&apos;s clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy c&amp;url line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the line that sends an item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who waits?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number the chain of waiting down to its root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look ahead: the next minute, from forks of this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this picture to compare with, or let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note at this instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to n&amp;ow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open scenario %1 of the shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the &amp;simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run, pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one event back, on; with Ctrl one answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one second back, on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run until a time, a count, a condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look ahead: where the run is going</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep a baseline to compare with, let it go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a note on the time axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast: 100 times real time, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as fast as possible, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart, Shift with a new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>producer more, Shift less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consumer more, Shift less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike: four times the arrivals for 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live and back; with Shift copy the curl line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who waits for whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scenario of the shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back to now, close what is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo, with Shift redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save, with Shift under another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the window as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::AdviceGuide</name>
    <message>
        <source>Refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::Autosave</name>
    <message>
        <source>Highwater was ended while “%1” had unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::BytesPanel</name>
    <message>
        <source>Where the bytes are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory of the process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::CanvasEditor</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 not added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel buffers stand on a link. Click a link, or a node that sends somewhere, first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>buffers from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel buffers stand on a link: put them on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 no longer to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is now %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 duplicated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not duplicated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 aligned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 distributed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laid out again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not laid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::ChartHeader</name>
    <message>
        <source>Heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the times are spread, under their lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the charts, and how times are drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crosshair, Esc returns to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A %1, B %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B − A %1%2; values are A, B and the difference; Esc ends it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::ChartPanel</name>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times on a logarithmic axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat map under the times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As at first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::ChartStack</name>
    <message>
        <source>Charts; left and right move the crosshair, Escape returns to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::CompareModel</name>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In lock-step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::ComparePanel</name>
    <message>
        <source>Against the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs the baseline and the scenario as it stands from the beginning, with the same arrivals and service times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run both in lock-step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same arrivals, same service times: only the change makes a difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running … %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the run in %2 batches; intervals of 95 %, paired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No baseline yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B keeps this picture; change something, and the difference stands here with its interval.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::CompareView</name>
    <message>
        <source>your guess %1, %2 %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your guess</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::EditorActions</name>
    <message>
        <source>&amp;Edit the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move, connect and add nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the marked node sends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Disconnect from…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where it no longer sends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write another name in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the marked nodes, or the marked link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies beside the marked nodes, with the links among them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the marked nodes and remove them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the marked nodes as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes from the clipboard, under free names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark all nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left sides on one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper sides on one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribute &amp;across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same distance from left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribute d&amp;own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same distance from top to bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay &amp;out again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program places all nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 no longer sends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It sends nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no other node that takes its items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit the picture by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another name for the marked node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove what is marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate what is marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect to, with Shift disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move what is marked, with Shift by a pixel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::EditorPanel</name>
    <message>
        <source>Edit the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::FaultBanner</name>
    <message>
        <source>Previous fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::FileWatch</name>
    <message>
        <source>%1 was edited and cannot be used; the run goes on as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 edited outside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::GoalCard</name>
    <message>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the solution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begins the run anew with the parameters as they stand: figures of what was before are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets what meets the goal, as one step that can be undone, and starts again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::GuessCard</name>
    <message>
        <source>Predict, then run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run and compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your guess: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>depth of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99 of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson&apos;s scenario has to run, simulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down your guess first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts the run and puts your guess beside what comes out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running, until there is enough data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something was changed meanwhile: run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::LessonPage</name>
    <message>
        <source>Another scenario is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the lesson&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the scenario that this lesson plays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::LessonPanel</name>
    <message>
        <source>Lessons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done, with the solution shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesson: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solution: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::LiveStrip</name>
    <message>
        <source>%1 connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 held by TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wait for an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 connections refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dead letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live at %1. %2. Twin: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::MainWindow</name>
    <message>
        <source>Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings, events, comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Highwater</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highwater %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understand, plan and debug backpressure. Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reduced motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file of your own yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.highwater.json *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.highwater.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture cannot be written there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::MarkerLine</name>
    <message>
        <source>What happens here; Enter keeps the note, Escape does not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note at %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::Minimap</name>
    <message>
        <source>Map of the pipeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole pipeline; click to go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::PaletteButton</name>
    <message>
        <source>Add: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Drag it into the picture, or click and click there; Enter puts it beside the selected node.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::PaletteStrip</name>
    <message>
        <source>Palette</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::PipelineCanvas</name>
    <message>
        <source>Pipeline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::RunBar</name>
    <message>
        <source>Speed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run time %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures of this run are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Producers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of the run per second, 0.1 to 1000 ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::RunUntilBar</name>
    <message>
        <source>30s    completed &gt;= 1000    api.depth &gt; 500    a producer becomes blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time (30s), a count (completed &gt;= 1000, api.refused &gt;= 1), a level (api.depth &gt; 500, api.busy = 8), an event (api presses, api refuses) or a state (api becomes blocked, a producer becomes blocked)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::Scrubber</name>
    <message>
        <source>Time of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1: a change here begins another future; End goes back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drag to go back, then change a knob to go on from there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::Session</name>
    <message>
        <source>%1 cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scenario of the shelf is never overwritten. Save it under a name of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the folder of the shelf; its scenarios are never overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the spike ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No producer has an arrival rate to multiply: users who wait for answers, saturated senders and traces set their own pace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No live run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window shows runs of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This scenario cannot run live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This scenario cannot be simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No producer added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no producer to copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the only producer; without it nothing would arrive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No consumer changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workers of %1 are unlimited: nobody waits for one. Give it a number of workers first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last consumer of %1; without it nothing would leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note removed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::SketchPad</name>
    <message>
        <source>Your curve: %1 over %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing drawn; left and right move the pen, up and down draw, Delete wipes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; the run differs by %1 % of the height on the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw with the mouse, or with the arrow keys; Delete wipes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draw your curve here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s of the run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::StatusLine</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fps, %2 ms per frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changes not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as on the shelf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   ·   Ctrl+Z undoes “%2”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::StepBars</name>
    <message>
        <source>step %1 of %2, %3 done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::TimeAxis</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::TipCard</name>
    <message>
        <source>Tip: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::TitleRow</name>
    <message>
        <source>Drag to move, double click to enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; Alt with up and down moves the chart, Enter enlarges it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough data: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>highwater::WindowManners</name>
    <message>
        <source>&amp;Presentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;tips again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highwater speaks it when it is started next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press P: another producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the high mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the time line to go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B keeps a baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>? shows all keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
